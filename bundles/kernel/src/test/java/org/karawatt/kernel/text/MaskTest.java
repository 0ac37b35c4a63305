package org.karawatt.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void aValueKeepsItsFirstCharacterOnly() {
        assertEquals("张***", Mask.value("张三丰"));
        assertEquals("1***", Mask.value("13800138000"));
        assertEquals("𠮷***", Mask.value("𠮷野"), "a character outside the basic plane stays whole");
        assertEquals("", Mask.value(""));
        assertNull(Mask.value(null));
    }

    @Test
    void aNameHasAMaskOfItsOwn() {
        assertEquals("王**", Mask.name("王小明"));
        assertEquals("𠮷**", Mask.name("𠮷"));
        assertEquals("", Mask.name(""));
        assertNull(Mask.name(null));
    }
}
