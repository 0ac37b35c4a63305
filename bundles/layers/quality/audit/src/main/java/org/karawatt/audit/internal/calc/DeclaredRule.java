package org.karawatt.audit.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.api.Formula.Type;
import org.karawatt.quality.spi.Fact;

/** A rule of a file with its formulas read. Pure and immutable. */
public final class DeclaredRule {

    private final AuditRuleInfo info;
    private final Formula condition;
    private final Formula exclude;

    private DeclaredRule(AuditRuleInfo info, Formula condition, Formula exclude) {
        this.info = info;
        this.condition = condition;
        this.exclude = exclude;
    }

    /**
     * Reads the formulas of a rule.
     *
     * @param fields what the facts of its population tell
     */
    public static DeclaredRule of(AuditRuleInfo info, Map<String, Type> fields) {
        Map<String, Type> names = new HashMap<>(fields);
        names.put(Populations.TODAY, Type.DATE);
        info.parameters().keySet().forEach(name -> names.put(name, Type.NUMBER));
        return new DeclaredRule(info, Formula.parse(info.condition(), names, Type.FLAG),
                info.exclude() == null ? null : Formula.parse(info.exclude(), names, Type.FLAG));
    }

    public AuditRuleInfo info() {
        return info;
    }

    /** Whether the fact is one that the rule looks at. */
    public boolean looksAt(Fact fact, LocalDate today) {
        return exclude == null || !exclude.holds(name -> value(fact, name, today));
    }

    /** Whether the fact is at fault. */
    public boolean finds(Fact fact, LocalDate today) {
        return condition.holds(name -> value(fact, name, today));
    }

    private Object value(Fact fact, String name, LocalDate today) {
        BigDecimal parameter = info.parameters().get(name);
        if (parameter != null) {
            return parameter;
        }
        return Populations.TODAY.equals(name) ? today : fact.values().get(name);
    }

    /** The fact with the values that the rule speaks of and no others. */
    public Fact told(Fact fact) {
        Set<String> names = new LinkedHashSet<>(condition.names());
        if (exclude != null) {
            names.addAll(exclude.names());
        }
        Map<String, Object> values = new TreeMap<>(fact.values());
        values.keySet().retainAll(names);
        return new Fact(fact.accountId(), fact.accountNo(), fact.officeId(), fact.object(), values);
    }
}
