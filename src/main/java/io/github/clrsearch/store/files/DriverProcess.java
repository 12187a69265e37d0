package io.github.clrsearch.store.files;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Process of a driver.
 *
 * @param machine distinguishes machines, and containers that do not see each other's processes
 * @param host name of the machine, for messages
 * @param pid process ID on the machine
 * @param started start time on the machine's clock, because process IDs are reused
 */
record DriverProcess(String machine, String host, long pid, String started) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final int START = 19;
  private static final DriverProcess CURRENT = ofThisJvm();

  static DriverProcess current() {
    return CURRENT;
  }

  private static DriverProcess ofThisJvm() {
    ProcessHandle process = ProcessHandle.current();
    String host = hostName();
    return new DriverProcess(machine(host), host, process.pid(), started(process));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** On Linux, boot ID and process namespace, because host names are not unique. */
  private static String machine(String host) {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return host;
    }
  }

  /** On Linux in ticks since boot, because the clock may be set; empty if unknown. */
  private static String started(ProcessHandle process) {
    try {
      return stat(process.pid())[START];
    } catch (IOException e) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }
  }

  /** Fields of /proc/PID/stat from the state on; the name before may contain anything. */
  private static String[] stat(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }

  /** Whether two processes are or were on the same machine. */
  boolean isOf(DriverProcess other) {
    return machine.equals(other.machine);
  }

  /** Whether the process is alive; call this on its machine. */
  boolean isAlive() {
    Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return found.isPresent() && started(found.get()).equals(started) && !isZombie();
  }

  /** Java reports a zombie as alive. */
  private boolean isZombie() {
    try {
      return stat(pid)[0].equals("Z");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "process %d on %s".formatted(pid, host);
  }
}
