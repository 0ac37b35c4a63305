package org.karawatt.connection.api;

/** Steps of a new connection on which the keeping of limits is judged (业扩五环节; State Grid, assessment of new connections since 2013). */
public enum Node {
    /** Reply with the supply scheme (供电方案答复). */
    SCHEME,
    /** Review of the customer's design (设计审核). */
    DESIGN,
    /** Inspection while the works go on (中间检查). */
    MIDWORK,
    /** Inspection of the finished works (竣工检验). */
    COMPLETION,
    /** Meter mounted and supply switched on (装表接电). */
    ENERGISE,
    /** The whole of a residential connection, from the application to the supply (State Grid, ten promises of 2022). */
    WHOLE
}
