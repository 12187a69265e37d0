/**
 * Learning rates over the updates of a training. A schedule depends only on the number of the
 * update, so that a training can resume at any update. A new one is a class that implements {@link
 * io.github.clrsearch.training.schedule.Schedule} and an entry in {@link
 * io.github.clrsearch.training.ScheduleKind}.
 */
package io.github.clrsearch.training.schedule;
