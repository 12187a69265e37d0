package io.github.clrsearch.workflow;

import com.sun.security.auth.module.UnixSystem;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Who the user is to Hadoop, which takes the name from the system alone, and opens no file, a local
 * one neither, where it finds none: in a container that runs under a number.
 */
public final class HadoopUser {
  private HadoopUser() {}

  /** Names the user to Hadoop where the system has no name. Nothing changes where it has. */
  public static void name() {
    if (isNamed()) {
      return;
    }
    String name = System.getenv("HADOOP_USER_NAME");
    UserGroupInformation.setLoginUser(
        UserGroupInformation.createRemoteUser(
            name == null ? Long.toString(new UnixSystem().getUid()) : name));
  }

  private static boolean isNamed() {
    try {
      return new UnixSystem().getUsername() != null;
    } catch (LinkageError e) {
      // Not on Windows, where every user has a name.
      return true;
    }
  }
}
