package org.karawatt.audit.internal.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.karawatt.audit.internal.calc.DeclaredRule;
import org.karawatt.audit.internal.calc.Populations;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.Formula;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.spi.AuditRule;
import org.karawatt.quality.spi.FactSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The rules and populations that are there now. Rules of files stay while their bundle does; one whose population is away waits.
 * Thread-safe.
 */
@Component(service = RuleBook.class)
public final class RuleBook {

    private final Map<String, FactSource> sources = new HashMap<>();
    private final Map<String, AuditRule> services = new HashMap<>();
    private final Map<String, AuditRuleInfo> declared = new TreeMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindSource(FactSource source) {
        sources.put(source.population(), source);
    }

    synchronized void unbindSource(FactSource source) {
        sources.remove(source.population(), source);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindRule(AuditRule rule) {
        services.put(rule.info().code(), rule);
    }

    synchronized void unbindRule(AuditRule rule) {
        services.remove(rule.info().code(), rule);
    }

    /** Takes in the rules of a bundle, all or none. */
    synchronized void add(List<AuditRuleInfo> rules) {
        List<Fault> faults = new ArrayList<>();
        Map<String, AuditRuleInfo> fresh = new HashMap<>();
        for (AuditRuleInfo rule : rules) {
            AuditRuleInfo known = declared.get(rule.code());
            if (known != null && !known.origin().equals(rule.origin()) || fresh.putIfAbsent(rule.code(), rule) != null) {
                faults.add(Fault.of(rule.code(), QualityErrors.RULE_TAKEN, rule.code(), known == null ? rule.origin() : known.origin()));
            }
            Map<String, Formula.Type> fields = fields(rule.population());
            if (fields != null) {
                try {
                    DeclaredRule.of(rule, fields);
                } catch (KarawattException e) {
                    faults.add(Fault.of(rule.code(), e.code(), e.faults().get(0).args().toArray()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw KarawattException.invalid(faults);
        }
        declared.putAll(fresh);
    }

    synchronized void remove(String origin) {
        declared.values().removeIf(rule -> rule.origin().equals(origin));
    }

    private Map<String, Formula.Type> fields(String population) {
        FactSource source = sources.get(population);
        return source == null ? Populations.of(population) : source.fields();
    }

    synchronized Optional<FactSource> source(String population) {
        return Optional.ofNullable(sources.get(population));
    }

    synchronized Optional<AuditRule> service(String code) {
        return Optional.ofNullable(services.get(code));
    }

    /** The rule of a file, ready to look; empty when there is none of that code, or its population is away. */
    synchronized Optional<DeclaredRule> declared(String code) {
        AuditRuleInfo rule = declared.get(code);
        return rule == null || !sources.containsKey(rule.population()) ? Optional.empty()
                : Optional.of(DeclaredRule.of(rule, fields(rule.population())));
    }

    /** All rules, by theme and code. */
    synchronized List<AuditRuleInfo> rules() {
        Map<String, AuditRuleInfo> all = new HashMap<>();
        declared.forEach((code, rule) -> all.put(code, available(rule, sources.containsKey(rule.population()))));
        services.forEach((code, rule) -> all.put(code, available(rule.info(), true)));
        return all.values().stream().sorted(Comparator.comparing(AuditRuleInfo::theme).thenComparing(AuditRuleInfo::code)).toList();
    }

    private static AuditRuleInfo available(AuditRuleInfo r, boolean available) {
        return new AuditRuleInfo(r.code(), r.nameZh(), r.nameEn(), r.theme(), r.population(), r.condition(), r.exclude(), r.parameters(),
                r.window(), r.severity(), r.schedule(), r.dispatched(), r.source(), r.origin(), available);
    }

    /** A rule by its code; unknown is NOT_FOUND. */
    AuditRuleInfo rule(String code) {
        return rules().stream().filter(rule -> rule.code().equals(code)).findFirst()
                .orElseThrow(() -> KarawattException.notFound(QualityErrors.RULE_UNKNOWN, code));
    }
}
