package org.karawatt.tariff.api;

import java.time.Instant;
import java.util.List;

/**
 * All about a tariff package; fields of the same name as in {@link TariffPackageInfo}.
 *
 * @param source where the prices are published
 * @param note assumptions and known differences; empty when there are none
 * @param currency ISO 4217
 * @param tariffs its tariff versions without their definitions
 * @param cases its worked cases as they come out now
 * @param history steps of its life, oldest first
 * @param accounts accounts that are on a tariff which only this package offers now, today or later
 * @param effects what its approval means for what is offered now, told in the caller's language; empty once it is decided
 */
public record TariffPackageDetail(long id, String packageCode, String version, String nameZh, String nameEn, String origin,
        boolean offered, Instant loadedAt, PackageStatus status, String importedBy, String problem, String source, String note,
        String currency, List<TariffInfo> tariffs, List<CaseResult> cases, List<PackageStep> history, long accounts,
        List<String> effects) {

    public TariffPackageDetail {
        tariffs = List.copyOf(tariffs);
        cases = List.copyOf(cases);
        history = List.copyOf(history);
        effects = List.copyOf(effects);
    }
}
