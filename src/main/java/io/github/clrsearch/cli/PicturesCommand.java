package io.github.clrsearch.cli;

import io.github.clrsearch.report.Picture;
import io.github.clrsearch.report.StudyCharts;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.StudyPages;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the charts of a study's page as files. */
@Command(
    name = "pictures",
    description = {
      "Writes every chart of a study's page as SVG and PNG to pictures/ in its folder.",
      "Learning curves are of the best trial, the confusion matrix is of the first test."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh pictures quickstart",
      "  ./submit.sh pictures hdfs:///user/me/overnight"
    })
final class PicturesCommand implements Callable<Integer> {
  @Mixin private StudyArgument study;

  @Override
  public Integer call() {
    StudyStore store = study.open();
    List<Picture> pictures = StudyCharts.of(store, StudyPages.smoothing(), StudyCharts.Of.FIRST);
    if (pictures.isEmpty()) {
      throw new CommandException(
          "%s has nothing to draw yet: no trial has ended".formatted(store.location()));
    }
    pictures.forEach(picture -> System.out.println(picture.saveTo(store)));
    return 0;
  }
}
