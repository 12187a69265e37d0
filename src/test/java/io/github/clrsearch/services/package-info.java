/**
 * Tests on real servers, each in a JVM of its own on this machine: HDFS and an S3 server. They run
 * with {@code mvn verify -Pservices}.
 */
package io.github.clrsearch.services;
