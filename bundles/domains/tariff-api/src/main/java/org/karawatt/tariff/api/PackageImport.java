package org.karawatt.tariff.api;

import java.util.List;

/**
 * What became of an import, or would become of it.
 *
 * @param id the stored package; null after a dry run
 * @param status PROPOSED when it was stored or would be; null when it has faults
 * @param packageCode null when the file could not be read
 * @param version null when the file could not be read
 * @param tariffs its tariff versions without definitions; ids are 0 after a dry run
 * @param cases its worked cases as they came out
 * @param faults all that is wrong with it; empty when it was stored or could be
 * @param effects what its approval would mean for what is offered now, told in the caller's language
 */
public record PackageImport(Long id, PackageStatus status, String packageCode, String version, List<TariffInfo> tariffs,
        List<CaseResult> cases, List<PackageFault> faults, List<String> effects) {

    public PackageImport {
        tariffs = List.copyOf(tariffs);
        cases = List.copyOf(cases);
        faults = List.copyOf(faults);
        effects = List.copyOf(effects);
    }
}
