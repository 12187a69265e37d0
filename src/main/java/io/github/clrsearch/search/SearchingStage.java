package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Names;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A stage that draws new settings. Its space is the space of the stage before (of the study, for
 * the first stage). The dimensions of {@code refine} are narrowed to the range of the best
 * candidates, and the distributions of {@code space} override the result.
 *
 * @param name letters, digits, '.', '_' and '-', unique in its study
 * @param size number of trials, or share of the search's time
 * @param refine dimensions to narrow, distinct; may be empty
 * @param space distributions that override those of the stage before; may be empty
 * @param sampling draws the settings
 * @param learning which trials of the stage a trial learns from, if the sampler learns
 * @param cycles where the numbers of cycles come from
 * @param stopping stops trials early
 * @param points known settings, which are the first trials
 * @param earlierStudies folders or names of studies whose results refinement and the sampler see
 */
public record SearchingStage(
    String name,
    StageSize size,
    List<String> refine,
    Map<String, Distribution> space,
    Sampling sampling,
    Learning learning,
    Cycles cycles,
    StoppingRule stopping,
    Points points,
    List<String> earlierStudies)
    implements Stage {

  public SearchingStage {
    Names.checked("stage", name);
    refine = List.copyOf(refine);
    if (new HashSet<>(refine).size() < refine.size()) {
      throw new IllegalArgumentException(
          "stage %s: refine must name each dimension once, but got %s: remove the repetition"
              .formatted(name, refine));
    }
    space = Collections.unmodifiableMap(new LinkedHashMap<>(space));
    earlierStudies = List.copyOf(earlierStudies);
  }

  /** This stage, which narrows these dimensions to the best candidates of the stage before. */
  public SearchingStage refining(String... dimensions) {
    return new SearchingStage(
        name,
        size,
        List.of(dimensions),
        space,
        sampling,
        learning,
        cycles,
        stopping,
        points,
        earlierStudies);
  }

  /** This stage with a distribution of its own, which overrides that of the stage before. */
  public SearchingStage with(String dimension, Distribution distribution) {
    Map<String, Distribution> own = new LinkedHashMap<>(space);
    own.put(dimension, distribution);
    return new SearchingStage(
        name, size, refine, own, sampling, learning, cycles, stopping, points, earlierStudies);
  }

  /** This stage with another sampler. */
  public SearchingStage with(Sampling other) {
    return new SearchingStage(
        name, size, refine, space, other, learning, cycles, stopping, points, earlierStudies);
  }

  /** This stage, whose trials learn from other trials. */
  public SearchingStage with(Learning other) {
    return new SearchingStage(
        name, size, refine, space, sampling, other, cycles, stopping, points, earlierStudies);
  }

  /** This stage with another source of the numbers of cycles and another stopping rule. */
  public SearchingStage with(Cycles otherCycles, StoppingRule otherStopping) {
    return new SearchingStage(
        name,
        size,
        refine,
        space,
        sampling,
        learning,
        otherCycles,
        otherStopping,
        points,
        earlierStudies);
  }

  /** This stage with known settings as its first trials, in place of earlier ones. */
  public SearchingStage with(Points known) {
    return new SearchingStage(
        name, size, refine, space, sampling, learning, cycles, stopping, known, earlierStudies);
  }

  /** This stage with studies whose results it sees, in place of earlier ones. */
  public SearchingStage learningFrom(List<String> studies) {
    return new SearchingStage(
        name, size, refine, space, sampling, learning, cycles, stopping, points, studies);
  }

  /** This stage with another size. */
  public SearchingStage with(StageSize other) {
    return new SearchingStage(
        name, other, refine, space, sampling, learning, cycles, stopping, points, earlierStudies);
  }

  @Override
  public int trials() {
    return size instanceof StageSize.Count count ? count.count() : Integer.MAX_VALUE;
  }

  @Override
  public OptionalDouble share() {
    return size instanceof StageSize.Share share
        ? OptionalDouble.of(share.fraction())
        : OptionalDouble.empty();
  }

  @Override
  public Optional<Learning> learnsFrom() {
    return sampling.learns() ? Optional.of(learning) : Optional.empty();
  }

  @Override
  public SearchingStage withAtLeast(int atLeast) {
    return trials() >= atLeast ? this : with(new StageSize.Count(atLeast));
  }

  @Override
  public Map<String, String> definition(int position) {
    Map<String, Object> own = new LinkedHashMap<>();
    space.forEach((dimension, values) -> own.put(dimension, values.form()));
    Map<String, String> definition = new LinkedHashMap<>();
    if (cycles == Cycles.FREE) {
      // Studies of versions that could only draw the number of cycles do not have this key.
      definition.put("cycles", cycles.toString());
      own.remove(Candidate.CYCLES);
    }
    definition.put("position", Integer.toString(position));
    definition.put("refine", refine.toString());
    definition.put("space", own.toString());
    if (sampling != Sampling.RANDOM) {
      // Studies of versions that could only sample at random do not have this key.
      definition.put("sampler", sampling.toString());
    }
    learnsFrom().ifPresent(from -> definition.put(from.key(), Integer.toString(from.trials())));
    if (points.count() > 0) {
      definition.put("points", points.toString());
    }
    if (!earlierStudies.isEmpty()) {
      definition.put("learn-from", earlierStudies.toString());
    }
    return definition;
  }
}
