package org.karawatt.workflow.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/** Processes. Reading needs {@code workflow.read}, uploading {@code workflow.deploy}. Thread-safe. */
@ProviderType
public interface ProcessService {

    /** All versions, by key and newest first, without definitions. */
    List<ProcessInfo> processes(CallContext context);

    /** One version with its definition; unknown is NOT_FOUND. */
    ProcessInfo process(CallContext context, long processId);

    /** How a version of a process looks, to be drawn by doors; unknown is NOT_FOUND. */
    ProcessPicture picture(CallContext context, String processKey, int version);

    /** Names of the steps of a version of a process and of their outcomes, in the order of its file; unknown is NOT_FOUND. */
    List<StepName> steps(CallContext context, String processKey, int version);

    /** What is asked when a case of the process is opened. */
    List<FormField> startForm(CallContext context, String processKey);

    /**
     * Takes in a process as its newest version. The same content again changes nothing.
     *
     * @param fileName name for messages
     * @param bpmn BPMN 2.0 XML, at most 1 MB
     */
    ProcessInfo upload(CallContext context, String fileName, byte[] bpmn);
}
