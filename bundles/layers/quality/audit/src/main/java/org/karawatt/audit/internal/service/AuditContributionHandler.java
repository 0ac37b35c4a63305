package org.karawatt.audit.internal.service;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.audit.internal.calc.RuleFile;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.QualityErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes in the audit rules of bundles: one bad file refuses them all. When a bundle goes its rules go; what they found stays. */
@Component
public final class AuditContributionHandler implements ContributionHandler {

    private final RuleBook book;

    @Activate
    public AuditContributionHandler(@Reference RuleBook book) {
        this.book = book;
    }

    @Override
    public String kind() {
        return "audit";
    }

    @Override
    public void add(String origin, List<URL> files) {
        List<AuditRuleInfo> rules = new ArrayList<>();
        for (URL url : files) {
            ContributedFile file = ContributedFile.read(url, RuleFile.MAX_BYTES,
                    (name, reason) -> KarawattException.invalid(QualityErrors.BAD_FILE, name, reason));
            rules.addAll(RuleFile.read(file.name(), file.content(), origin));
        }
        book.add(rules);
    }

    @Override
    public void remove(String origin) {
        book.remove(origin);
    }
}
