package io.github.clrsearch.services;

import io.github.clrsearch.it.StudyPlace;
import java.io.IOException;
import java.util.List;

/**
 * A study's folder that drivers know by another name.
 *
 * @param location what drivers are given
 * @param place how the test reads it
 */
record NamedStudy(String location, StudyPlace place) implements StudyPlace {
  @Override
  public List<String> names(String subfolder) throws IOException {
    return place.names(subfolder);
  }

  @Override
  public byte[] read(String name) throws IOException {
    return place.read(name);
  }
}
