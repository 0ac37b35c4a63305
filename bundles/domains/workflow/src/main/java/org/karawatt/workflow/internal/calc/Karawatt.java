package org.karawatt.workflow.internal.calc;

/** Names that a BPMN file of ours may use beyond the standard. */
public final class Karawatt {

    public static final String NAMESPACE = "https://karawatt.org/bpmn";
    /** On a service task: name of the handler that does it. */
    public static final String HANDLER = "handler";
    /** On process, tasks and events: name in English. */
    public static final String NAME_EN = "nameEn";
    /** On a user task: who may do it. */
    public static final String ROLE = "role";
    /** On process and user task: code of the limit that is its deadline. */
    public static final String LIMIT = "limit";
    /** In a service task: a value of the case's outcome that its handler may set, with labels like those of an option. */
    public static final String OUTCOME = "outcome";
    /** On a user task: the time is the customer's own and not counted. */
    public static final String CUSTOMER_TIME = "customerTime";

    private Karawatt() {
    }
}
