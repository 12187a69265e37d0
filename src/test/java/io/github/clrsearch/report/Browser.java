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

  /** Starts Chromium; empty if this machine has none. */
  static Optional<Browser> start() {
    if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
      return Optional.empty();
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        // Root can only start it without a sandbox.
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

  /** Opens a file and waits until its page is complete. */
  void open(Path file) {
    logs(LogType.BROWSER);
    logs(LogType.PERFORMANCE);
    driver.get(file.toUri().toString());
    await("return document.documentElement.hasAttribute('data-ready')", Boolean.TRUE::equals);
  }

  /** Runs a script and returns its result. */
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

  /** Waits until a script returns the expected value, even while the page is loading. */
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

  /** The colour scheme that the system prefers: light or dark. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Warnings and errors in the console since the page was opened. */
  List<String> complaints() {
    return logs(LogType.BROWSER)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Requests since the page was opened, as in the browser's log. */
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
