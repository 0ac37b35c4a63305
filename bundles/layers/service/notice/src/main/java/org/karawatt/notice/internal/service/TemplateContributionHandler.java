package org.karawatt.notice.internal.service;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
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
            ContributedFile file = ContributedFile.read(url, TemplateFile.MAX_BYTES,
                    (name, reason) -> KarawattException.invalid(NoticeErrors.BAD_TEMPLATE, name, reason));
            read.add(TemplateFile.read(file.name(), file.content()));
        }
        work.required(() -> read.forEach(draft -> templates.contribute(origin, draft)));
    }

    @Override
    public void remove(String origin) {
        work.required(() -> templates.withdraw(origin));
    }
}
