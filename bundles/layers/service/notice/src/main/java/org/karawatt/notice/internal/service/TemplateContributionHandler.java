package org.karawatt.notice.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.NoticeErrors;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.calc.TemplateFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Takes in the templates of bundles; one bad file refuses all of its bundle. What people have written stays in use. */
@Component
public final class TemplateContributionHandler implements ContributionHandler {

    private final UnitOfWork work;
    private final DefaultNoticeTemplateService templates;

    @Activate
    public TemplateContributionHandler(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference DefaultNoticeTemplateService templates) {
        this.work = work;
        this.templates = templates;
    }

    @Override
    public String kind() {
        return "notice";
    }

    @Override
    public void add(String origin, List<URL> files) {
        List<TemplateDraft> read = new ArrayList<>();
        for (URL url : files) {
            String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
            read.add(TemplateFile.read(name, bytes(name, url)));
        }
        work.required(() -> read.forEach(draft -> templates.contribute(origin, draft)));
    }

    private static byte[] bytes(String name, URL url) {
        try (InputStream in = url.openStream()) {
            return in.readNBytes(TemplateFile.MAX_BYTES + 1);
        } catch (IOException e) {
            throw KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, name, e.toString());
        }
    }

    @Override
    public void remove(String origin) {
        work.required(() -> templates.withdraw(origin));
    }
}
