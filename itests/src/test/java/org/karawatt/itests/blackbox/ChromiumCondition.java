package org.karawatt.itests.blackbox;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for the browser that {@link Chromium} would start. */
final class ChromiumCondition implements ExecutionCondition {

    private static final Logger LOG = LoggerFactory.getLogger(ChromiumCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.executable().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium at " + Chromium.executable().get());
        }
        LOG.warn("########## NO CHROMIUM: SKIPPED {} ##########", context.getDisplayName());
        return ConditionEvaluationResult.disabled("no Chromium on this machine");
    }
}
