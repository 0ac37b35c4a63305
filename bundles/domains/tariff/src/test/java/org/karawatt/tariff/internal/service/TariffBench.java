package org.karawatt.tariff.internal.service;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.karawatt.rating.tariff.ChargeMethod;
import org.karawatt.tariff.internal.config.TariffConfig;
import org.karawatt.testkit.TestDatabase;

/** The tariff domain on a database, put together as the container does it. */
final class TariffBench {

    final MethodRegistry registry = new MethodRegistry();
    final ApprovalPolicy policy;
    final TariffCatalog catalog;
    final TariffContributionHandler handler;
    final DefaultTariffService tariffs;
    final DefaultTariffPackageService packages;

    TariffBench(TestDatabase db) {
        this(db, "uploads");
    }

    /** @param methods methods that are there before anything else */
    TariffBench(TestDatabase db, String approval, ChargeMethod... methods) {
        List.of(methods).forEach(method -> registry.bind(method, Map.of()));
        policy = new ApprovalPolicy(approval(approval));
        catalog = new TariffCatalog(db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(), policy, registry);
        handler = new TariffContributionHandler(catalog);
        tariffs = new DefaultTariffService(catalog, db.unitOfWork(), db.bulk(), db.numbering(), db.history(), db.audit(), db.outbox());
        packages = new DefaultTariffPackageService(catalog, db.unitOfWork(), db.bulk(), db.numbering(), db.clock(), db.audit(), db.outbox());
    }

    static TariffConfig approval(String approval) {
        return new TariffConfig() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return TariffConfig.class;
            }

            @Override
            public String approval() {
                return approval;
            }
        };
    }

    /**
     * A package with one flat tariff in two versions: 0.50 in 2025 and the given price from 2026 on; the case is 1000 kWh in 2026.
     *
     * @param more further fields of the later tariff version, each with a comma before it
     */
    static String flat(String packageCode, String version, String tariff, String price, String total, String more) {
        return """
                {"package": "%s", "version": "%s", "name": {"zh": "试验", "en": "Trial"}, "source": "made up for tests", "note": "none",
                 "currency": "CNY", "tariffs": [
                  {"code": "%s", "name": {"zh": "甲", "en": "A"}, "usageClass": "COMMERCIAL", "validFrom": "2025-01-01",
                   "validTo": "2026-01-01", "energy": {"method": "FLAT", "price": 0.50}},
                  {"code": "%s", "name": {"zh": "甲", "en": "A"}, "usageClass": "COMMERCIAL", "validFrom": "2026-01-01",
                   "energy": {"method": "FLAT", "price": %s}%s}],
                 "cases": [{"name": "A thousand", "source": "by hand", "tariff": "%s",
                   "input": {"from": "2026-01-01", "to": "2026-02-01", "activeKwh": 1000},
                   "expect": {"total": %s}}]}
                """.formatted(packageCode, version, tariff, tariff, price, more, tariff, total);
    }

    static String flat(String packageCode, String version, String tariff, String price, String total) {
        return flat(packageCode, version, tariff, price, total, "");
    }
}
