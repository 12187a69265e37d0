/**
 * Tests on real servers, each in a JVM of its own on this machine: HDFS, YARN, an S3 server and
 * Spark clusters that lose parts; and of what is sent to Kubernetes. They run with {@code mvn
 * verify -Pservices}.
 */
package io.github.clrsearch.services;
