package org.karawatt.knowledge.api;

/** What an article is about (知识分类). */
public enum Topic {
    /** Laws and regulations (法规). */
    LAW,
    /** Safe use of electricity (安全用电). */
    SAFETY,
    /** Saving electricity (节约用电). */
    SAVING,
    /** Prices and fees (电价电费). */
    TARIFF,
    /** How something is applied for and done (办事流程). */
    PROCEDURE
}
