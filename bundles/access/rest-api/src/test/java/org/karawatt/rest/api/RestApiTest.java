package org.karawatt.rest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;

class RestApiTest {

    @Test
    void aTagGivesItsVersionBack() {
        assertEquals("\"7\"", Etag.of(7));
        assertEquals(7, Etag.version(Etag.of(7)));
        assertEquals(7, Etag.version(" \"7--gzip\" "));
    }

    @Test
    void aChangeWithoutIfMatchIs428() {
        assertEquals(428, assertThrows(RestException.class, () -> Etag.version(null)).status());
        assertEquals(428, assertThrows(RestException.class, () -> Etag.version(" ")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "7", "W/\"7\"", "\"x\"", "\"-1\"", "\"1\", \"2\"", "\"99999999999999999999\""})
    void aTagThatIsNoVersionIs412(String tag) {
        assertEquals(412, assertThrows(RestException.class, () -> Etag.version(tag)).status());
    }

    @Test
    void pagesAreBoundedAndAllFaultsAreTold() {
        assertEquals(new PageRequest(0, 50), Pages.of(null, null));
        assertEquals(new PageRequest(20, 500), Pages.of(20L, 500));
        KarawattException e = assertThrows(KarawattException.class, () -> Pages.of(-1L, 501));
        assertEquals(2, e.faults().size());
        assertEquals("limit", e.faults().get(1).field());
        assertThrows(KarawattException.class, () -> Pages.of(0L, 0));
        assertThrows(KarawattException.class, () -> Pages.of(1_000_001L, 1));
    }

    @Test
    void theCallerIsBoundToTheThreadAndGoneAfterwards() {
        CallContext outer = CallContext.system();
        CallContext inner = outer.withReason("inner");
        RestContext.with(outer, () -> {
            assertSame(outer, RestContext.current());
            assertThrows(IllegalArgumentException.class, () -> RestContext.with(inner, () -> {
                assertSame(inner, RestContext.current());
                throw new IllegalArgumentException("fails");
            }));
            assertSame(outer, RestContext.current());
        });
        assertThrows(IllegalStateException.class, RestContext::current);
    }

    @Test
    void textsOfAllCodesAreThereInBothLanguages() {
        for (RestErrors error : RestErrors.values()) {
            assertEquals("REST-%03d".formatted(error.ordinal() + 1), error.code());
            assertEquals(-1, error.message(Locale.CHINESE, 1, 2, 3).indexOf('{'));
            assertEquals(-1, error.message(Locale.ENGLISH, 1, 2, 3).indexOf('{'));
        }
    }
}
