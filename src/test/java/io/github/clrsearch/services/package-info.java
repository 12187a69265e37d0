/**
 * Tests on real servers, each in a JVM of its own on this machine: HDFS, YARN, an S3 server,
 * Spark's standalone cluster, and the API that Kubernetes has. They run with {@code mvn verify
 * -Pservices}.
 */
package io.github.clrsearch.services;
