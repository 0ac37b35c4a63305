package org.karawatt.workflow.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.StepName;
import org.karawatt.workflow.api.WorkflowErrors;

class ProcessFileTest {

    private static final String HEAD = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xmlns:karawatt="https://karawatt.org/bpmn" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="t">
              <process id="p" name="流程" karawatt:nameEn="Process">
                <startEvent id="start"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="x"/>
            """;
    private static final String TAIL = """
                <sequenceFlow id="f2" sourceRef="x" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;
    private static final String TASK = "<userTask id=\"x\" name=\"勘查\" karawatt:nameEn=\"Survey\" karawatt:role=\"survey\"/>\n";

    private static ProcessFile read(String middle) {
        return ProcessFile.read("p.bpmn", (HEAD + middle + TAIL).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Fault> faults(String content) {
        return assertThrows(KarawattException.class,
                () -> ProcessFile.read("p.bpmn", content.getBytes(StandardCharsets.UTF_8))).faults();
    }

    @Test
    void readsWhoDoesWhatAndWhatIsAsked() throws Exception {
        ProcessFile file;
        try (var in = ProcessFileTest.class.getResourceAsStream("/process/connect.bpmn")) {
            file = ProcessFile.read("connect.bpmn", in.readAllBytes());
        }
        assertEquals("connect", file.key());
        assertEquals("New connection", file.nameEn());
        assertEquals("NC-RES", file.limit());
        assertEquals(List.of("name", "capacity"), file.startForm().stream().map(FormField::key).toList());
        assertEquals(FormField.Kind.NUMBER, file.startForm().get(1).kind());
        assertEquals("kW", file.startForm().get(1).unit());
        assertEquals("survey", file.tasks().get("survey").role());
        assertEquals(2, file.tasks().get("survey").form().get(0).options().size());
        assertTrue(file.tasks().get("sign").customerTime());
        assertEquals(Set.of("contract.open-account"), file.handlers());
    }

    /** What people and handlers may leave as an outcome has a name, and so has each step. */
    @Test
    void tellsHowStepsAndOutcomesAreCalled() throws Exception {
        ProcessFile file;
        try (var in = ProcessFileTest.class.getResourceAsStream("/process/connect.bpmn")) {
            file = ProcessFile.read("connect.bpmn", in.readAllBytes());
        }
        StepName survey = file.names().stream().filter(step -> step.key().equals("survey")).findFirst().orElseThrow();
        assertEquals(List.of("passed", "refused"), survey.outcomes().stream().map(FormField.Option::value).toList());
        StepName open = file.names().stream().filter(step -> step.key().equals("open")).findFirst().orElseThrow();
        assertEquals("建立户号 Open the account", open.nameZh() + " " + open.nameEn());
        assertEquals(List.of(new FormField.Option("opened", "已建户", "account opened")), open.outcomes());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<scriptTask id=\"x\" scriptFormat=\"groovy\"><script>1</script></scriptTask>\n",
        "<serviceTask id=\"x\" karawatt:handler=\"a\" flowable:class=\"java.lang.Runtime\"/>\n",
        "<serviceTask id=\"x\" karawatt:handler=\"a\" flowable:expression=\"${runtime.exec('x')}\"/>\n",
        "<serviceTask id=\"x\" karawatt:handler=\"a\" flowable:type=\"shell\"/>\n",
        "<serviceTask id=\"x\"/>\n",
        "<userTask id=\"x\" name=\"a\" karawatt:nameEn=\"a\" karawatt:role=\"r\" flowable:assignee=\"${a.b()}\"/>\n",
        "<userTask id=\"x\" name=\"a\" karawatt:nameEn=\"a\"/>\n",
        "<userTask id=\"x\" name=\"a\" karawatt:role=\"r\"/>\n",
        "<callActivity id=\"x\" calledElement=\"other\"/>\n",
        "<sendTask id=\"x\"/>\n",
        "<userTask id=\"x\" name=\"a\" karawatt:nameEn=\"a\" karawatt:role=\"r\"><extensionElements><flowable:taskListener event=\"create\""
                + " class=\"a.B\"/></extensionElements></userTask>\n"})
    void whatCouldRunCodeOrMeansNothingIsRefusedWithItsLine(String element) {
        List<Fault> faults = faults(HEAD + element + TAIL);
        assertTrue(faults.stream().allMatch(fault -> fault.code() == WorkflowErrors.BAD_DEFINITION), faults.toString());
        assertEquals(6, faults.get(0).args().get(1), faults.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
        "${outcome == 'passed'}; true", "${capacity > 100 && urgent}; true", "${not urgent or capacity <= 8.5}; true",
        "${''.getClass()}; false", "${a.b}; false", "${a(1)}; false", "${a == b}; false", "#{a == 1}; false",
        "${a == 1} ${b == 2}; false", "${a == '\\''}; false", "${T(java.lang.Runtime)}; false", "a == 1; false"})
    void conditionsCompareValuesAndCallNothing(String condition, boolean allowed) {
        assertEquals(allowed, Condition.isAllowed(condition));
    }

    @Test
    void aConditionThatCallsIsRefused() {
        String flow = "<sequenceFlow id=\"f3\" sourceRef=\"x\" targetRef=\"end\"><conditionExpression xsi:type=\"tFormalExpression\">"
                + "${''.getClass().forName('java.lang.Runtime')}</conditionExpression></sequenceFlow>\n";
        assertEquals(7, faults(HEAD + TASK + flow + TAIL).get(0).args().get(1));
    }

    @Test
    void allFaultsAreTold() {
        assertEquals(3, faults(HEAD.replace("karawatt:nameEn=\"Process\"", "") + "<userTask id=\"x\"  name=\"a\"/>\n" + TAIL).size());
    }

    @Test
    void noFileIsReadFromOutside() {
        String outside = "<?xml version=\"1.0\"?><!DOCTYPE definitions [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n"
                + (HEAD + TASK + TAIL).replace("流程", "&e;");
        assertEquals(WorkflowErrors.BAD_DEFINITION, faults(outside).get(0).code());
    }

    @Test
    void whateverIsFedInIsReadOrRefused() {
        Random random = new Random(7);
        byte[] whole = (HEAD + TASK + TAIL).getBytes(StandardCharsets.UTF_8);
        read(TASK);
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            for (int k = 0; k <= random.nextInt(4); k++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                ProcessFile.read("p.bpmn", broken);
            } catch (KarawattException e) {
                assertTrue(e.faults().stream().allMatch(fault -> fault.code() == WorkflowErrors.BAD_DEFINITION), e.toString());
            }
        }
    }
}
