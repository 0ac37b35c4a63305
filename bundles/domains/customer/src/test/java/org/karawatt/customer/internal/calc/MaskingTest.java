package org.karawatt.customer.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class MaskingTest {

    @Test
    void addressKeepsItsStreetAndNoNumber() {
        assertEquals("清河市东城区人民路***", Masking.address("清河市东城区人民路12号3单元401室"));
        assertEquals("清河市*区人民路***", Masking.address("清河市3区人民路12号"));
        assertEquals("***, Main Street", Masking.address("Flat 3, 12, Main Street"));
        assertEquals("幸***", Masking.address("幸福花园3幢"));
        assertNull(Masking.address(null));
    }
}
