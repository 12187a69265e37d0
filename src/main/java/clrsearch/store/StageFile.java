package clrsearch.store;

import clrsearch.search.Distribution;
import clrsearch.search.DistributionForm;
import clrsearch.search.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frozen stage as it lies in its file: distributions in the form of configurations. */
record StageFile(
    String stage, Map<String, Object> space, List<String> lines, Map<String, Integer> after) {

  static StageFile of(FrozenStage stage) {
    Map<String, Object> forms = new LinkedHashMap<>();
    stage.space().distributions().forEach((name, values) -> forms.put(name, values.form()));
    return new StageFile(stage.stage(), forms, stage.lines(), stage.after());
  }

  FrozenStage toStage() {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    space.forEach((name, form) -> distributions.put(name, DistributionForm.parse(name, form)));
    return new FrozenStage(stage, new SearchSpace(distributions), lines, after);
  }
}
