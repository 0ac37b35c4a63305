package org.karawatt.billing.api;

/** What a study (测算) computes. None of them issues, changes or books a bill. */
public enum StudyKind {
    /** Trial run (试算批次): the bills of a month as the billing run would make them. */
    TRIAL,
    /** Replay run (复算批次): issued bills again, from their stored inputs with the tariff version that priced them. */
    REPLAY,
    /** Comparison run (电价对比批次): the stored inputs of issued bills under another tariff version. */
    COMPARISON
}
