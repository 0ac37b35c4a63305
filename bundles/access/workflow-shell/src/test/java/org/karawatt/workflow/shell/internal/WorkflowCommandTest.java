package org.karawatt.workflow.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;

class WorkflowCommandTest {

    @Test
    void valuesMayHoldEqualsSignsAndBeEmpty() {
        assertEquals(Map.of("outcome", "passed", "formula", "a=b", "note", ""),
                WorkflowCommand.values(List.of("outcome=passed", "formula=a=b", "note=")));
        assertEquals(Map.of(), WorkflowCommand.values(null));
    }

    @Test
    void everyWordThatIsNoValueIsNamed() {
        KarawattException failure = assertThrows(KarawattException.class,
                () -> WorkflowCommand.values(List.of("outcome", "a=1", "=2")));
        assertEquals(List.of("outcome", "=2"), failure.faults().stream().map(Fault::field).toList());
    }
}
