package org.karawatt.workflow.spi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.api.WorkCase;
import org.osgi.annotation.versioning.ProviderType;

/** What an automatic step sees and may change. Used by one thread during the step. */
@ProviderType
public interface StepContext {

    /** Whoever has led the case here; the server itself after a timer. */
    CallContext caller();

    WorkCase workCase();

    /** Id of the step in the process. */
    String stepKey();

    /** Values of the case: text, {@link BigDecimal}, {@link LocalDate}, Boolean, Long; never null, unmodifiable. */
    Map<String, Object> values();

    /** A value of the case as text; null when it is not set. */
    String text(String key);

    /** A value of the case as a number; null when it is not set. */
    BigDecimal number(String key);

    /** A value of the case as a day; null when it is not set. */
    LocalDate date(String key);

    /** Sets a value of the case; null removes it. */
    void set(String key, Object value);

    /** Ties the case to an account. */
    void account(long accountId);
}
