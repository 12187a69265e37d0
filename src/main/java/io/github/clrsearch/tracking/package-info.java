/**
 * Experiment tracking with TensorBoard event files and MLflow. Trackers receive trials after these
 * are saved in the store, on threads of their own.
 */
package io.github.clrsearch.tracking;
