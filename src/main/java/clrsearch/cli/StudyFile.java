package clrsearch.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A study's HOCON file with the command line's {@code --set} over it and {@code reference.conf}
 * below it.
 */
final class StudyFile {
  private static final String STAGES = "stages";

  private StudyFile() {}

  /**
   * Reads and merges, and reports every unknown key.
   *
   * @param settings {@code key=value} each; {@code stages.NAME.key} reaches into the stage NAME
   * @throws ConfigurationException with all problems that there are
   */
  static Config read(Path file, List<String> settings, Problems problems) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          List.of(
              "%s is no file: name a study's configuration, such as conf/quickstart.conf"
                  .formatted(file)));
    }
    try {
      Config own =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
      for (String setting : settings) {
        own = withSetting(own, setting);
      }
      Config reference = reference();
      Config resolved = own.resolve();
      new KnownKeys(reference, problems).check(resolved);
      // The defaults are numbers: a distribution replaces one, nothing is merged into it.
      return resolved.withFallback(reference);
    } catch (ConfigException e) {
      throw new ConfigurationException(List.of(e.getMessage()));
    }
  }

  private static Config reference() {
    return ConfigFactory.parseResources(StudyFile.class.getClassLoader(), "reference.conf");
  }

  private static Config withSetting(Config config, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new ConfigurationException(
          List.of("--set must be key=value, but got '%s'".formatted(setting)));
    }
    String key = setting.substring(0, equals).strip();
    ConfigValue value = value(key, setting.substring(equals + 1));
    return key.startsWith(STAGES + ".")
        ? withStageSetting(config, key.substring(STAGES.length() + 1), value)
        : config.withValue(key, value);
  }

  private static ConfigValue value(String key, String text) {
    Config parsed =
        ConfigFactory.parseString(
            "value = " + text, ConfigParseOptions.defaults().setOriginDescription("--set " + key));
    return parsed.getValue("value");
  }

  private static Config withStageSetting(Config config, String path, ConfigValue value) {
    List<ConfigValue> stages = new ArrayList<>();
    boolean found = false;
    ConfigList list = config.hasPath(STAGES) ? config.getList(STAGES) : reference().getList(STAGES);
    List<String> names = new ArrayList<>();
    for (ConfigValue stage : list) {
      String name = name(stage);
      names.add(name);
      // A name may hold dots: the stage's name itself says where the key begins.
      if (path.startsWith(name + ".")) {
        String key = path.substring(name.length() + 1);
        stages.add(((ConfigObject) stage).toConfig().withValue(key, value).root());
        found = true;
      } else {
        stages.add(stage);
      }
    }
    if (!found) {
      throw new ConfigurationException(
          List.of("--set %s.%s names no stage: the stages are %s".formatted(STAGES, path, names)));
    }
    return config.withValue(
        STAGES,
        ConfigValueFactory.fromIterable(stages.stream().map(ConfigValue::unwrapped).toList()));
  }

  private static String name(ConfigValue stage) {
    return stage.unwrapped() instanceof Map<?, ?> map ? String.valueOf(map.get("name")) : "";
  }
}
