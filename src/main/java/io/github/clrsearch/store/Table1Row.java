package io.github.clrsearch.store;

/**
 * A test case of the report's table, ours beside the report's. Ours is the mean over the trainings
 * that there are. A number that there is not is null.
 */
public record Table1Row(
    @Column("the study's name") String study,
    @Column("the test case's number in the report") int testCase,
    @Column("the stage that trained it: test cases of one setting share one") String stage,
    @Column("the cycle at whose end it was tested, from 1") int cycle,
    @Column("hyperparameter lambda") double lambda,
    @Column("hyperparameter n_s") Long nS,
    @Column("hyperparameter p_x") double pX,
    @Column("hyperparameter p_h") double pH,
    @Column("hyperparameter m") int m,
    @Column("the report's improvements: a, b, c, d") String improvements,
    @Column("what answers for the test case: network, or ensemble of its snapshots") String answers,
    @Column("the data set's name: the report's is CIFAR-10") String data,
    @Column("how many trainings of different seeds there are") int trainings,
    @Column("test accuracy of the last snapshot, 0..1") Double accuracy,
    @Column("its standard deviation over the trainings; NULL of fewer than two")
        Double accuracyDeviation,
    @Column("test accuracy of all snapshots by majority vote, 0..1; NULL where a network answers")
        Double voteAccuracy,
    @Column("its standard deviation over the trainings; NULL of fewer than two")
        Double voteDeviation,
    @Column(
            "test accuracy of all snapshots by mean probability, 0..1; NULL where a network answers")
        Double meanAccuracy,
    @Column("its standard deviation over the trainings; NULL of fewer than two")
        Double meanDeviation,
    @Column("the report's test accuracy, 0..1") Double reportAccuracy,
    @Column("test accuracy of an independent implementation, 0..1") Double pytorchAccuracy) {}
