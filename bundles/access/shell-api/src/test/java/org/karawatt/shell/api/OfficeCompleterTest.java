package org.karawatt.shell.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;

class OfficeCompleterTest {

    private static OfficeService offices(int count) {
        List<Office> all = IntStream.rangeClosed(1, count).mapToObj(i -> new Office(i, "42" + i, null, "/42" + i + "/", "STATION", "站",
                "Station", LocalDate.EPOCH, null, 1)).toList();
        return (OfficeService) Proxy.newProxyInstance(OfficeCompleterTest.class.getClassLoader(), new Class<?>[] {OfficeService.class},
                (self, method, args) -> {
                    assertEquals("offices", method.getName());
                    assertTrue(((CallContext) args[0]).scope().isAll(), "the codes are no secret");
                    return all;
                });
    }

    @Test
    void offersTheCodesOfTheTree() {
        assertEquals(List.of("421", "422", "423"), new OfficeCompleter().values(offices(3), null));
    }

    @Test
    void offersNoMoreThanAScreenBears() {
        assertEquals(500, new OfficeCompleter().values(offices(800), null).size());
    }
}
