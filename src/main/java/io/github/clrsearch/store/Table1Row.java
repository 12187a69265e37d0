package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Column;

/**
 * Row of a test case of the report's table: the mean over the trainings of this study, and the
 * report's value. Missing numbers are null.
 */
public record Table1Row(
    @Column("the study's name") String study,
    @Column("the test case's number in the report") int testCase,
    @Column("the stage that trained it: test cases of one setting share one") String stage,
    @Column("the cycle at whose end it was tested, from 1") int cycle,
    @Column("L2 penalty lambda") double lambda,
    @Column("half of a cycle (n_s), updates") Long nS,
    @Column("probability to keep an input (p_x), 0..1") double pX,
    @Column("probability to keep a hidden unit (p_h), 0..1") double pH,
    @Column("number of hidden units") int m,
    @Column("the report's improvements: a, b, c, d") String improvements,
    @Column("what is tested: network, or ensemble of its snapshots") String answers,
    @Column("name of the data set; CIFAR-10 in the report") String data,
    @Column("number of trainings with different seeds") int trainings,
    @Column("test accuracy of the last snapshot, 0..1") Double accuracy,
    @Column("its standard deviation over the trainings; NULL for fewer than two")
        Double accuracyDeviation,
    @Column("test accuracy of all snapshots by majority vote, 0..1; NULL for a network")
        Double voteAccuracy,
    @Column("its standard deviation over the trainings; NULL for fewer than two")
        Double voteDeviation,
    @Column("test accuracy of all snapshots by mean probability, 0..1; NULL for a network")
        Double meanAccuracy,
    @Column("its standard deviation over the trainings; NULL for fewer than two")
        Double meanDeviation,
    @Column("the report's test accuracy, 0..1") Double reportAccuracy,
    @Column("test accuracy of an independent implementation, 0..1") Double pytorchAccuracy) {}
