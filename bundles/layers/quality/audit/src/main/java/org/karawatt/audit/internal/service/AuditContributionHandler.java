package org.karawatt.audit.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.audit.internal.calc.RuleFile;
import org.karawatt.kernel.error.KarawattException;
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
            String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
            rules.addAll(RuleFile.read(name, bytes(name, url), origin));
        }
        book.add(rules);
    }

    private static byte[] bytes(String name, URL url) {
        try (InputStream in = url.openStream()) {
            byte[] bytes = in.readNBytes(RuleFile.MAX_BYTES + 1);
            if (bytes.length > RuleFile.MAX_BYTES) {
                throw KarawattException.invalid(QualityErrors.BAD_FILE, name, "more than " + RuleFile.MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw KarawattException.invalid(QualityErrors.BAD_FILE, name, e.toString());
        }
    }

    @Override
    public void remove(String origin) {
        book.remove(origin);
    }
}
