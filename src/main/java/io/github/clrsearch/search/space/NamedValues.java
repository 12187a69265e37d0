package io.github.clrsearch.search.space;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Numbers by name, in their order; unmodifiable. A driver holds several settings per trial, and a
 * {@link java.util.LinkedHashMap} of a dozen numbers takes five times the memory.
 */
final class NamedValues extends AbstractMap<String, Double> implements Serializable {
  private static final long serialVersionUID = 1;

  private final String[] names;
  private final double[] values;

  /** 0 until it is asked for: studies of many trials ask often. */
  private transient int mixed;

  /** Copies a map. */
  NamedValues(Map<String, Double> map) {
    names = map.keySet().toArray(String[]::new);
    values = map.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A hash of names and values, in any order. */
  int mixed() {
    if (mixed == 0) {
      long hash = 0;
      for (int i = 0; i < names.length; i++) {
        long value = Double.doubleToLongBits(values[i]);
        hash += Seeds.mix(Seeds.mix(names[i].hashCode()) ^ value);
      }
      mixed = Long.hashCode(hash);
    }
    return mixed;
  }

  private int index(Object name) {
    int index = names.length - 1;
    while (index >= 0 && !names[index].equals(name)) {
      index--;
    }
    return index;
  }

  @Override
  public Double get(Object name) {
    int index = index(name);
    return index < 0 ? null : values[index];
  }

  @Override
  public boolean containsKey(Object name) {
    return index(name) >= 0;
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public Set<Map.Entry<String, Double>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return names.length;
      }

      @Override
      public Iterator<Map.Entry<String, Double>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Double>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < names.length;
    }

    @Override
    public Map.Entry<String, Double> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Map.entry(names[next], values[next++]);
    }
  }
}
