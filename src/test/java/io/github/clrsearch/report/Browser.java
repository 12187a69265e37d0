package io.github.clrsearch.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of this machine, with nothing downloaded. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it; empty where this machine has none. */
  static Optional<Browser> start() {
    if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
      return Optional.empty();
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        // Root may start it no other way.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--no-first-run",
        "--lang=en",
        "--window-size=1280,900");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    return Optional.of(new Browser(new ChromeDriver(service, options)));
  }

  /** Opens a file, its page complete. */
  void open(Path file) {
    logs(LogType.BROWSER);
    logs(LogType.PERFORMANCE);
    driver.get(file.toUri().toString());
    await("return document.documentElement.hasAttribute('data-ready')", Boolean.TRUE::equals);
  }

  /** What a script returns. */
  Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  long count(String script, Object... arguments) {
    return ((Number) ask(script, arguments)).longValue();
  }

  @SuppressWarnings("unchecked")
  List<String> texts(String script, Object... arguments) {
    return (List<String>) ask(script, arguments);
  }

  /** Waits until a script returns what it should; the page may be loading meanwhile. */
  Object await(String script, Predicate<Object> wanted) {
    long start = System.nanoTime();
    Object last = null;
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      try {
        last = ask(script);
        if (wanted.test(last)) {
          return last;
        }
        Thread.sleep(50);
      } catch (WebDriverException e) {
        last = e.getMessage();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("waited in vain for %s: last it was %s".formatted(script, last));
  }

  /** The size of a phone's screen, or of a window. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** What the system prefers: light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Messages of the console that are no mere information, since the page was opened. */
  List<String> complaints() {
    return logs(LogType.BROWSER)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Requests that were made since the page was opened, each as the browser's log has it. */
  List<String> requests() {
    return logs(LogType.PERFORMANCE)
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .filter(message -> !message.contains("\"url\":\"data:"))
        .toList();
  }

  private Stream<LogEntry> logs(String kind) {
    return driver.manage().logs().get(kind).getAll().stream();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
