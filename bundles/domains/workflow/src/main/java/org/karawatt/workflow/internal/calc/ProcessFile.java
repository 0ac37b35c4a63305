package org.karawatt.workflow.internal.calc;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.exceptions.XMLException;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.BaseElement;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.EventDefinition;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.ExtensionElement;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.HasExecutionListeners;
import org.flowable.bpmn.model.InclusiveGateway;
import org.flowable.bpmn.model.IntermediateCatchEvent;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.Process;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.SubProcess;
import org.flowable.bpmn.model.TerminateEventDefinition;
import org.flowable.bpmn.model.TimerEventDefinition;
import org.flowable.bpmn.model.UserTask;
import org.karawatt.kernel.error.Faults;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.StepName;
import org.karawatt.workflow.api.WorkflowErrors;

/**
 * A process file that has been read and checked. Only what we run is let through: people's steps, automatic steps by handler, gateways with
 * plain conditions, timers, sub-processes. Scripts, classes, expressions with calls and listeners are refused, since a file may come from
 * anybody who may upload one.
 *
 * @param key id of the process
 * @param limit code of the limit for the whole case; null for none
 * @param startForm what is asked when a case is opened
 * @param tasks people's steps by id
 * @param names names of all steps that have one, with their outcomes, in the order of the file
 * @param handlers names of the handlers that its automatic steps need
 * @param xml as it was brought
 * @param hash SHA-256 of the content
 */
public record ProcessFile(String key, String nameZh, String nameEn, String limit, List<FormField> startForm, Map<String, Step> tasks,
        List<StepName> names, Set<String> handlers, byte[] xml, String hash) {

    /** Largest file that is read. */
    public static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_KEY = 60;
    private static final int MAX_NAME = 160;
    private static final int MAX_STEPS = 500;
    private static final Set<Class<?>> ALLOWED = Set.of(StartEvent.class, EndEvent.class, UserTask.class, ServiceTask.class,
            ExclusiveGateway.class, ParallelGateway.class, InclusiveGateway.class, SequenceFlow.class, IntermediateCatchEvent.class,
            BoundaryEvent.class, SubProcess.class);

    /**
     * A step that a person does.
     *
     * @param role who may do it
     * @param limit code of its limit; null for none
     * @param customerTime whether the time is the customer's own
     */
    public record Step(String key, String nameZh, String nameEn, String role, String limit, boolean customerTime, List<FormField> form) {
    }

    /**
     * Reads a file.
     *
     * @param name name for messages
     * @throws org.karawatt.kernel.error.KarawattException INVALID with every fault and its line
     */
    public static ProcessFile read(String name, byte[] bytes) {
        return new Reader(name, bytes).read();
    }

    /** Reads one file and gathers its faults. Used by one thread. */
    private static final class Reader {
        private final String name;
        private final byte[] bytes;
        private final Faults faults = new Faults();
        private final Map<String, Step> tasks = new LinkedHashMap<>();
        private final List<StepName> names = new ArrayList<>();
        private final Set<String> handlers = new HashSet<>();
        private List<FormField> startForm = List.of();
        private int steps;

        Reader(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        ProcessFile read() {
            BpmnModel model = model();
            if (model == null || model.getProcesses().size() != 1) {
                if (faults.isEmpty()) {
                    fault(0, "one process is needed");
                }
                faults.throwIfAny();
            }
            Process process = model.getProcesses().get(0);
            text(process, "id", process.getId(), MAX_KEY);
            text(process, "name", process.getName(), MAX_NAME);
            String nameEn = own(process, Karawatt.NAME_EN);
            text(process, "karawatt:nameEn", nameEn, MAX_NAME);
            noListeners(process, process);
            process.getFlowElements().forEach(this::element);
            if (process.getFlowElements().stream().noneMatch(StartEvent.class::isInstance)) {
                fault(process.getXmlRowNumber(), "no startEvent");
            }
            faults.throwIfAny();
            return new ProcessFile(process.getId(), process.getName(), nameEn, own(process, Karawatt.LIMIT), startForm, Map.copyOf(tasks),
                    List.copyOf(names), Set.copyOf(handlers), bytes, hash(bytes));
        }

        private BpmnModel model() {
            if (bytes.length > MAX_BYTES) {
                fault(0, "more than " + MAX_BYTES + " bytes");
                return null;
            }
            try {
                return new BpmnXMLConverter().convertToBpmnModel(() -> new ByteArrayInputStream(bytes), true, true);
            } catch (XMLException e) {
                fault(Lines.of(e), Lines.reason(e));
            } catch (RuntimeException e) {
                // the reader of the engine gives up with whatever it stumbles over
                fault(Lines.of(e), "not a BPMN 2.0 file: " + Lines.reason(e));
            }
            return null;
        }

        private void element(FlowElement element) {
            steps++;
            if (steps == MAX_STEPS) {
                fault(element.getXmlRowNumber(), "more than " + MAX_STEPS + " elements");
            }
            if (!ALLOWED.contains(element.getClass())) {
                fault(element, element.getClass().getSimpleName() + " is not allowed");
                return;
            }
            noListeners(element, element);
            if (element instanceof Activity activity && activity.getLoopCharacteristics() != null) {
                fault(element, "loops are not allowed");
            }
            if (element instanceof UserTask task) {
                userTask(task);
            } else if (element instanceof ServiceTask task) {
                serviceTask(task);
            } else if (element instanceof SequenceFlow flow) {
                condition(flow);
            } else if (element instanceof StartEvent start) {
                events(element, start.getEventDefinitions());
                if (start.getSubProcess() == null) {
                    startForm = form(start);
                }
            } else if (element instanceof EndEvent end) {
                events(element, end.getEventDefinitions());
            } else if (element instanceof IntermediateCatchEvent event) {
                events(element, event.getEventDefinitions());
            } else if (element instanceof BoundaryEvent event) {
                events(element, event.getEventDefinitions());
            } else if (element instanceof SubProcess sub) {
                sub.getFlowElements().forEach(this::element);
            }
        }

        private void userTask(UserTask task) {
            text(task, "name", task.getName(), MAX_NAME);
            String nameEn = own(task, Karawatt.NAME_EN);
            String role = own(task, Karawatt.ROLE);
            text(task, "karawatt:nameEn", nameEn, MAX_NAME);
            text(task, "karawatt:role", role, MAX_KEY);
            if (!task.getTaskListeners().isEmpty()) {
                fault(task, "listeners are not allowed");
            }
            boolean expression = task.getAssignee() != null || task.getOwner() != null || task.getDueDate() != null
                    || task.getPriority() != null || task.getSkipExpression() != null || task.getFormKey() != null
                    || !task.getCandidateUsers().isEmpty() || !task.getCandidateGroups().isEmpty();
            if (expression) {
                fault(task, "who does it and until when is told by karawatt:role and karawatt:limit");
            }
            List<FormField> form = form(task);
            tasks.put(task.getId(), new Step(task.getId(), task.getName(), nameEn, role, own(task, Karawatt.LIMIT),
                    "true".equals(own(task, Karawatt.CUSTOMER_TIME)), form));
            named(task, form.stream().filter(field -> field.key().equals(Karawatt.OUTCOME)).flatMap(field -> field.options().stream()).toList());
        }

        private void serviceTask(ServiceTask task) {
            String handler = own(task, Karawatt.HANDLER);
            text(task, "karawatt:handler", handler, 80);
            boolean code = task.getImplementation() != null || task.getType() != null || task.getSkipExpression() != null
                    || !task.getFieldExtensions().isEmpty() || task.getResultVariableName() != null;
            if (code) {
                fault(task, "what it does is told by karawatt:handler alone");
            }
            if (handler != null) {
                handlers.add(handler);
            }
            named(task, task.getExtensionElements().getOrDefault(Karawatt.OUTCOME, List.of()).stream().map(Reader::option).toList());
        }

        private void named(FlowElement step, List<FormField.Option> outcomes) {
            if (step.getName() != null) {
                String nameEn = own(step, Karawatt.NAME_EN);
                names.add(new StepName(step.getId(), step.getName(), nameEn == null ? step.getName() : nameEn, outcomes));
            }
        }

        private void condition(SequenceFlow flow) {
            if (flow.getSkipExpression() != null) {
                fault(flow, "skipExpression is not allowed");
            }
            String condition = flow.getConditionExpression();
            if (condition != null && !condition.isBlank() && !Condition.isAllowed(condition)) {
                fault(flow, "condition is not allowed: " + condition);
            }
        }

        private void events(FlowElement element, List<EventDefinition> definitions) {
            for (EventDefinition definition : definitions) {
                if (definition instanceof TimerEventDefinition timer) {
                    for (String expression : new String[] {timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle()}) {
                        if (expression != null && expression.contains("${") && !Condition.isAllowed(expression)) {
                            fault(element, "timer is not allowed: " + expression);
                        }
                    }
                    if (timer.getCalendarName() != null) {
                        fault(element, "a calendar of its own is not allowed");
                    }
                } else if (!(definition instanceof TerminateEventDefinition)) {
                    fault(element, definition.getClass().getSimpleName() + " is not allowed");
                }
            }
        }

        private void noListeners(BaseElement element, HasExecutionListeners has) {
            if (!has.getExecutionListeners().isEmpty()) {
                fault(element, "listeners are not allowed");
            }
        }

        private List<FormField> form(BaseElement element) {
            List<FormField> fields = new ArrayList<>();
            Set<String> keys = new HashSet<>();
            for (ExtensionElement form : element.getExtensionElements().getOrDefault("form", List.of())) {
                for (ExtensionElement field : form.getChildElements().getOrDefault("field", List.of())) {
                    FormField read = field(field);
                    if (read != null && !keys.add(read.key())) {
                        fault(field, "field " + read.key() + " twice");
                    } else if (read != null) {
                        fields.add(read);
                    }
                }
            }
            return fields;
        }

        private FormField field(ExtensionElement field) {
            String key = attribute(field, "key");
            String kind = attribute(field, "kind");
            text(field, "key", key, MAX_KEY);
            text(field, "labelZh", attribute(field, "labelZh"), MAX_NAME);
            text(field, "labelEn", attribute(field, "labelEn"), MAX_NAME);
            if (key == null || !key.matches("[a-zA-Z][a-zA-Z0-9_]{0,59}")) {
                fault(field, "key " + key);
                return null;
            }
            try {
                List<FormField.Option> options = field.getChildElements().getOrDefault("option", List.of()).stream()
                        .map(Reader::option).toList();
                return new FormField(key, FormField.Kind.valueOf(String.valueOf(kind)), attribute(field, "labelZh"),
                        attribute(field, "labelEn"), "true".equals(attribute(field, "required")),
                        "true".equals(attribute(field, "readOnly")), "true".equals(attribute(field, "personal")),
                        attribute(field, "codeTable"), options, attribute(field, "unit"), number(attribute(field, "min")),
                        number(attribute(field, "max")));
            } catch (IllegalArgumentException e) {
                fault(field, "field " + key + ": " + e.getMessage());
                return null;
            }
        }

        private static FormField.Option option(ExtensionElement option) {
            return new FormField.Option(attribute(option, "value"), attribute(option, "labelZh"), attribute(option, "labelEn"));
        }

        private static BigDecimal number(String text) {
            return text == null ? null : new BigDecimal(text);
        }

        private static String attribute(ExtensionElement element, String attribute) {
            String value = element.getAttributeValue(null, attribute);
            return value == null ? element.getAttributeValue(Karawatt.NAMESPACE, attribute) : value;
        }

        private static String own(BaseElement element, String attribute) {
            return element.getAttributeValue(Karawatt.NAMESPACE, attribute);
        }

        private void text(BaseElement element, String what, String value, int maxLength) {
            if (value == null || value.isBlank()) {
                fault(element, what + " is missing");
            } else if (value.length() > maxLength) {
                fault(element, what + " is longer than " + maxLength);
            }
        }

        private void fault(BaseElement element, String what) {
            fault(element.getXmlRowNumber(), (element.getId() == null ? "" : element.getId() + ": ") + what);
        }

        private void fault(int line, String what) {
            faults.add("line " + line, WorkflowErrors.BAD_DEFINITION, name, line, what);
        }

        private static String hash(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** The content as text. */
    public String text() {
        return new String(xml, StandardCharsets.UTF_8);
    }
}
