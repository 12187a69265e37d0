package io.github.clrsearch.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that works on a study.
 *
 * @param machine tells machines apart, and containers that do not see each other's processes
 * @param host the machine's name, for people
 * @param pid its number there
 * @param started when it started, as its machine says: numbers are used again
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

  /** Where Linux tells, its boot and the name space of the processes: host names are not unique. */
  private static String machine(String host) {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return host;
    }
  }

  /** In ticks since the boot on Linux, for its clock may be set; empty where nothing is known. */
  private static String started(ProcessHandle process) {
    try {
      return stat(process.pid())[START];
    } catch (IOException e) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }
  }

  /** What Linux tells of a process, from its state on: its name before may hold anything. */
  private static String[] stat(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }

  /** Whether it is, or was, on the same machine as another. */
  boolean isOf(DriverProcess other) {
    return machine.equals(other.machine);
  }

  /** Whether it lives; to be asked on its machine. */
  boolean isAlive() {
    Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return found.isPresent() && started(found.get()).equals(started) && !isZombie();
  }

  /** Dead, but not yet buried by its parent: Java takes it for alive. */
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
