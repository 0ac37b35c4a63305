package org.karawatt.workflow.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.workflow.api.ProcessPicture;
import org.karawatt.workflow.api.ProcessPicture.Edge;
import org.karawatt.workflow.api.ProcessPicture.Kind;
import org.karawatt.workflow.api.ProcessPicture.Node;
import org.karawatt.workflow.api.ProcessPicture.Point;

class PictureTest {

    private static final String HEAD = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " xmlns:karawatt=\"https://karawatt.org/bpmn\" xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\""
            + " xmlns:omgdc=\"http://www.omg.org/spec/DD/20100524/DC\" xmlns:omgdi=\"http://www.omg.org/spec/DD/20100524/DI\""
            + " targetNamespace=\"t\"><process id=\"p\" name=\"流程\">";

    private static ProcessPicture picture(String content) {
        ProcessPicture picture = Picture.of((HEAD + content + "</definitions>").getBytes(StandardCharsets.UTF_8));
        assertReadable(picture);
        return picture;
    }

    /** What any picture must hold, whoever laid it out: found from the drawn figures alone. */
    private static void assertReadable(ProcessPicture picture) {
        for (Node node : picture.nodes()) {
            assertTrue(node.x() >= 0 && node.y() >= 0 && node.x() + node.width() <= picture.width()
                    && node.y() + node.height() <= picture.height(), () -> "outside: " + node);
            for (Node other : picture.nodes()) {
                boolean mayTouch = node == other || node.kind() == Kind.SUB_PROCESS || other.kind() == Kind.SUB_PROCESS
                        || node.kind() == Kind.BOUNDARY_TIMER || other.kind() == Kind.BOUNDARY_TIMER;
                assertTrue(mayTouch || !crosses(node.x(), node.y(), node.x() + node.width(), node.y() + node.height(), other),
                        () -> node + " lies on " + other);
            }
        }
        for (Edge edge : picture.edges()) {
            assertTrue(touches(edge.points().get(0), node(picture, edge.from())), () -> "begins beside its step: " + edge);
            assertTrue(touches(edge.points().get(edge.points().size() - 1), node(picture, edge.to())), () -> "ends beside its step: " + edge);
            for (int i = 1; i < edge.points().size(); i++) {
                Point a = edge.points().get(i - 1);
                Point b = edge.points().get(i);
                for (Node node : picture.nodes()) {
                    boolean own = node.key().equals(edge.from()) || node.key().equals(edge.to()) || node.kind() == Kind.SUB_PROCESS;
                    assertFalse(!own && crosses(Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.max(a.x(), b.x()),
                            Math.max(a.y(), b.y()), node), () -> edge + " runs through " + node);
                }
            }
        }
    }

    private static boolean crosses(int left, int top, int right, int bottom, Node node) {
        return left < node.x() + node.width() && right > node.x() && top < node.y() + node.height() && bottom > node.y();
    }

    private static boolean touches(Point point, Node node) {
        return point.x() >= node.x() && point.x() <= node.x() + node.width() && point.y() >= node.y() && point.y() <= node.y() + node.height();
    }

    private static Node node(ProcessPicture picture, String key) {
        return picture.nodes().stream().filter(node -> node.key().equals(key)).findFirst().orElseThrow();
    }

    private static String flow(String from, String to) {
        return "<sequenceFlow id=\"" + from + "-" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>";
    }

    @Test
    void aFileWithoutADiagramIsLaidOutFromLeftToRight() throws IOException {
        ProcessPicture picture;
        try (var in = PictureTest.class.getResourceAsStream("/process/connect.bpmn")) {
            picture = Picture.of(in.readAllBytes());
        }
        assertReadable(picture);
        List<String> line = List.of("start", "survey", "split", "sign", "open", "energise", "end");
        for (int i = 1; i < line.size(); i++) {
            Node before = node(picture, line.get(i - 1));
            Node after = node(picture, line.get(i));
            assertTrue(before.x() + before.width() < after.x(), () -> before + " is not left of " + after);
            assertEquals(before.y() + before.height() / 2, after.y() + after.height() / 2, "the line of work is straight");
        }
        assertEquals(Kind.PERSON, node(picture, "survey").kind());
        assertEquals("现场勘查", node(picture, "survey").nameZh());
        assertEquals("Survey", node(picture, "survey").nameEn());
        assertEquals(Kind.AUTOMATIC, node(picture, "open").kind());
        assertEquals(Kind.EXCLUSIVE, node(picture, "split").kind());
        assertEquals("", node(picture, "split").nameZh());
        // the way of those who are refused jumps over three steps and has a turn
        assertTrue(picture.edges().stream().filter(edge -> edge.key().equals("f4")).findFirst().orElseThrow().points().size() > 2);
    }

    @Test
    void waysThatJoinAndGoBackRunThroughNoStep() {
        ProcessPicture picture = picture("<startEvent id=\"s\"/><userTask id=\"a\" name=\"甲\"/><parallelGateway id=\"g\"/>"
                + "<userTask id=\"b\" name=\"乙\"/><userTask id=\"c\" name=\"丙\"/><userTask id=\"d\" name=\"丁\"/><parallelGateway id=\"j\"/>"
                + "<exclusiveGateway id=\"x\" name=\"合格？\"/><endEvent id=\"e\"/>" + flow("s", "a") + flow("a", "g") + flow("g", "b")
                + flow("g", "c") + flow("c", "d") + flow("d", "j") + flow("b", "j") + flow("j", "x") + flow("x", "e") + flow("x", "a")
                + flow("x", "x") + "</process>");
        assertTrue(node(picture, "b").y() != node(picture, "c").y());
        assertTrue(node(picture, "d").x() < node(picture, "j").x());
        Edge again = picture.edges().stream().filter(edge -> edge.key().equals("x-a")).findFirst().orElseThrow();
        int lowest = picture.nodes().stream().mapToInt(node -> node.y() + node.height()).max().orElseThrow();
        assertTrue(again.points().stream().anyMatch(point -> point.y() > lowest), again::toString);
    }

    @Test
    void aTimerSitsOnItsStepAndASubProcessHoldsItsSteps() {
        ProcessPicture picture = picture("<startEvent id=\"s\"/><subProcess id=\"sub\" name=\"验收\"><startEvent id=\"s2\"/>"
                + "<userTask id=\"in\" name=\"检验\"/><endEvent id=\"e2\"/>" + flow("s2", "in") + flow("in", "e2") + "</subProcess>"
                + "<userTask id=\"a\" name=\"答复\"/><boundaryEvent id=\"late\" attachedToRef=\"a\"><timerEventDefinition><timeDuration>PT1H"
                + "</timeDuration></timerEventDefinition></boundaryEvent><userTask id=\"chase\" name=\"催办\"/>"
                + "<intermediateCatchEvent id=\"wait\"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
                + "</intermediateCatchEvent><endEvent id=\"e\"/>" + flow("s", "sub") + flow("sub", "a") + flow("a", "wait")
                + flow("wait", "e") + flow("late", "chase") + flow("chase", "e") + "</process>");
        Node host = node(picture, "a");
        Node timer = node(picture, "late");
        assertEquals(Kind.BOUNDARY_TIMER, timer.kind());
        assertEquals(host.y() + host.height(), timer.y() + timer.height() / 2);
        assertTrue(timer.x() > host.x() && timer.x() + timer.width() < host.x() + host.width());
        assertTrue(node(picture, "chase").y() > host.y() + host.height());
        assertEquals(Kind.TIMER, node(picture, "wait").kind());
        Node sub = node(picture, "sub");
        for (String key : List.of("s2", "in", "e2")) {
            Node inside = node(picture, key);
            assertTrue(inside.x() > sub.x() && inside.x() + inside.width() < sub.x() + sub.width() && inside.y() > sub.y()
                    && inside.y() + inside.height() < sub.y() + sub.height(), () -> inside + " is outside " + sub);
        }
        assertTrue(picture.nodes().indexOf(sub) < picture.nodes().indexOf(node(picture, "in")), "drawn before what is in it");
    }

    @Test
    void theDiagramOfTheFileIsKeptAsItIs() {
        ProcessPicture picture = picture("<startEvent id=\"s\"/><userTask id=\"a\" name=\"甲\" karawatt:nameEn=\"A\"/>"
                + "<sequenceFlow id=\"s-a\" name=\"受理\" karawatt:nameEn=\"accepted\" sourceRef=\"s\" targetRef=\"a\"/>"
                + "</process><bpmndi:BPMNDiagram id=\"d\"><bpmndi:BPMNPlane id=\"pl\" bpmnElement=\"p\">"
                + shape("s", -100, 40, 36, 36) + shape("a", 200, 300, 100, 80)
                + "<bpmndi:BPMNEdge id=\"e\" bpmnElement=\"s-a\"><omgdi:waypoint x=\"-64\" y=\"58\"/><omgdi:waypoint x=\"250\" y=\"58\"/>"
                + "<omgdi:waypoint x=\"250\" y=\"300\"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>");
        Node start = node(picture, "s");
        Node task = node(picture, "a");
        assertEquals(300, task.x() - start.x());
        assertEquals(260, task.y() - start.y());
        assertEquals(100, task.width());
        assertEquals(80, task.height());
        assertEquals("受理", picture.edges().get(0).nameZh());
        assertEquals("accepted", picture.edges().get(0).nameEn());
        assertEquals(List.of(new Point(start.x() + 36, start.y() + 18), new Point(start.x() + 350, start.y() + 18),
                new Point(start.x() + 350, start.y() + 260)), picture.edges().get(0).points());
    }

    @Test
    void aDiagramWithGapsIsNotTaken() {
        ProcessPicture picture = picture("<startEvent id=\"s\"/><userTask id=\"a\" name=\"甲\"/>" + flow("s", "a")
                + "</process><bpmndi:BPMNDiagram id=\"d\"><bpmndi:BPMNPlane id=\"pl\" bpmnElement=\"p\">" + shape("s", 900, 40, 36, 36)
                + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>");
        assertTrue(node(picture, "s").x() < node(picture, "a").x());
    }

    private static String shape(String key, int x, int y, int width, int height) {
        return "<bpmndi:BPMNShape id=\"" + key + "_di\" bpmnElement=\"" + key + "\"><omgdc:Bounds x=\"" + x + "\" y=\"" + y + "\" width=\""
                + width + "\" height=\"" + height + "\"/></bpmndi:BPMNShape>";
    }
}
