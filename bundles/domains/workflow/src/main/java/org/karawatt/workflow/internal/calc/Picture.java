package org.karawatt.workflow.internal.calc;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.BoundaryEvent;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.bpmn.model.EndEvent;
import org.flowable.bpmn.model.ExclusiveGateway;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowNode;
import org.flowable.bpmn.model.GraphicInfo;
import org.flowable.bpmn.model.InclusiveGateway;
import org.flowable.bpmn.model.ParallelGateway;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.bpmn.model.StartEvent;
import org.flowable.bpmn.model.SubProcess;
import org.flowable.bpmn.model.UserTask;
import org.karawatt.workflow.api.ProcessPicture;

/** Makes the picture of a process from the diagram in its file, or by {@link Layout} when the file has none or one with gaps. Pure. */
public final class Picture {

    private static final int MARGIN = 24;
    /** Names of events and gateways stand below them. */
    private static final int NAME_BELOW = 22;

    private Picture() {
    }

    /** The picture of a process file that has been checked. */
    public static ProcessPicture of(byte[] xml) {
        BpmnModel model = new BpmnXMLConverter().convertToBpmnModel(() -> new ByteArrayInputStream(xml), false, false);
        Collection<FlowElement> elements = model.getProcesses().get(0).getFlowElements();
        List<FlowNode> nodes = new ArrayList<>();
        List<SequenceFlow> flows = new ArrayList<>();
        gather(elements, nodes, flows);
        Map<String, Box> boxes = new LinkedHashMap<>();
        Map<String, List<ProcessPicture.Point>> ways = new LinkedHashMap<>();
        if (hasDiagram(model, nodes, flows)) {
            nodes.forEach(node -> boxes.put(node.getId(), box(model.getGraphicInfo(node.getId()))));
            flows.forEach(flow -> ways.put(flow.getId(), model.getFlowLocationGraphicInfo(flow.getId()).stream()
                    .map(at -> new ProcessPicture.Point(round(at.getX()), round(at.getY()))).toList()));
        } else {
            Layout layout = Layout.of(elements);
            boxes.putAll(layout.boxes());
            ways.putAll(layout.ways());
        }
        return drawn(nodes, flows, boxes, ways, namesOfWays(xml));
    }

    /** English names of ways by id; the reader of the engine drops what others than it put on a way. */
    private static Map<String, String> namesOfWays(byte[] xml) {
        Map<String, String> names = new HashMap<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("sequenceFlow")) {
                    String nameEn = reader.getAttributeValue(Karawatt.NAMESPACE, Karawatt.NAME_EN);
                    String id = reader.getAttributeValue(null, "id");
                    if (id != null && nameEn != null) {
                        names.put(id, nameEn);
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the file was read before", e);
        }
        return names;
    }

    /** A rectangle. */
    record Box(int x, int y, int width, int height) {

        Box moved(int dx, int dy) {
            return new Box(x + dx, y + dy, width, height);
        }

        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }

        int middle() {
            return y + height / 2;
        }
    }

    /** Nodes and ways, sub-processes before what is in them. */
    private static void gather(Collection<FlowElement> elements, List<FlowNode> nodes, List<SequenceFlow> flows) {
        for (FlowElement element : elements) {
            if (element instanceof SequenceFlow flow) {
                flows.add(flow);
            } else if (element instanceof FlowNode node) {
                nodes.add(node);
                if (node instanceof SubProcess sub) {
                    gather(sub.getFlowElements(), nodes, flows);
                }
            }
        }
    }

    private static boolean hasDiagram(BpmnModel model, List<FlowNode> nodes, List<SequenceFlow> flows) {
        return nodes.stream().allMatch(node -> model.getGraphicInfo(node.getId()) != null)
                && flows.stream().allMatch(flow -> {
                    List<GraphicInfo> points = model.getFlowLocationGraphicInfo(flow.getId());
                    return points != null && points.size() > 1;
                });
    }

    private static Box box(GraphicInfo at) {
        return new Box(round(at.getX()), round(at.getY()), round(at.getWidth()), round(at.getHeight()));
    }

    private static int round(double length) {
        return (int) Math.round(length);
    }

    /** Moves everything to the upper left corner and puts names to it. */
    private static ProcessPicture drawn(List<FlowNode> nodes, List<SequenceFlow> flows, Map<String, Box> boxes,
            Map<String, List<ProcessPicture.Point>> ways, Map<String, String> namesOfWays) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = 0;
        int bottom = 0;
        for (Box box : boxes.values()) {
            left = Math.min(left, box.x());
            top = Math.min(top, box.y());
            right = Math.max(right, box.right());
            bottom = Math.max(bottom, box.bottom() + NAME_BELOW);
        }
        for (List<ProcessPicture.Point> way : ways.values()) {
            for (ProcessPicture.Point point : way) {
                left = Math.min(left, point.x());
                top = Math.min(top, point.y());
                right = Math.max(right, point.x());
                bottom = Math.max(bottom, point.y());
            }
        }
        int dx = MARGIN - left;
        int dy = MARGIN - top;
        List<ProcessPicture.Node> drawnNodes = nodes.stream().map(node -> {
            Box box = boxes.get(node.getId()).moved(dx, dy);
            return new ProcessPicture.Node(node.getId(), kind(node), name(node), nameEn(node), box.x(), box.y(), box.width(), box.height());
        }).toList();
        List<ProcessPicture.Edge> edges = flows.stream().map(flow -> new ProcessPicture.Edge(flow.getId(), flow.getSourceRef(),
                flow.getTargetRef(), name(flow), namesOfWays.getOrDefault(flow.getId(), name(flow)), ways.get(flow.getId()).stream()
                        .map(point -> new ProcessPicture.Point(point.x() + dx, point.y() + dy)).toList())).toList();
        return new ProcessPicture(right + dx + MARGIN, bottom + dy + MARGIN, drawnNodes, edges);
    }

    private static ProcessPicture.Kind kind(FlowNode node) {
        if (node instanceof StartEvent) {
            return ProcessPicture.Kind.START;
        } else if (node instanceof EndEvent) {
            return ProcessPicture.Kind.END;
        } else if (node instanceof UserTask) {
            return ProcessPicture.Kind.PERSON;
        } else if (node instanceof ExclusiveGateway) {
            return ProcessPicture.Kind.EXCLUSIVE;
        } else if (node instanceof ParallelGateway) {
            return ProcessPicture.Kind.PARALLEL;
        } else if (node instanceof InclusiveGateway) {
            return ProcessPicture.Kind.INCLUSIVE;
        } else if (node instanceof BoundaryEvent) {
            return ProcessPicture.Kind.BOUNDARY_TIMER;
        } else if (node instanceof SubProcess) {
            return ProcessPicture.Kind.SUB_PROCESS;
        }
        return Layout.isRound(node) ? ProcessPicture.Kind.TIMER : ProcessPicture.Kind.AUTOMATIC;
    }

    private static String name(FlowElement element) {
        return element.getName() == null ? "" : element.getName();
    }

    private static String nameEn(FlowElement element) {
        String nameEn = element.getAttributeValue(Karawatt.NAMESPACE, Karawatt.NAME_EN);
        return nameEn == null ? name(element) : nameEn;
    }
}
