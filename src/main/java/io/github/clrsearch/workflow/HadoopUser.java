package io.github.clrsearch.workflow;

import com.sun.security.auth.module.UnixSystem;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Gives Hadoop a user name. Hadoop takes it from the operating system and cannot open any file
 * without it. In a container that runs under a numeric user ID, the operating system has none.
 */
public final class HadoopUser {
  private HadoopUser() {}

  /** Sets the user name if the operating system has none. */
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
