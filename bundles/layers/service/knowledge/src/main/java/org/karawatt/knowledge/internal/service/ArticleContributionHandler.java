package org.karawatt.knowledge.internal.service;

import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.KnowledgeErrors;
import org.karawatt.knowledge.internal.calc.ArticleFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Takes in the articles that bundles carry below {@code KARAWATT-INF/knowledge}. They are part of the utility's knowledge from then on and
 * stay when the bundle goes: what customers were told must be found again.
 */
@Component
public final class ArticleContributionHandler implements ContributionHandler {

    private final UnitOfWork work;
    private final DefaultKnowledgeService knowledge;

    @Activate
    public ArticleContributionHandler(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference DefaultKnowledgeService knowledge) {
        this.work = work;
        this.knowledge = knowledge;
    }

    @Override
    public String kind() {
        return "knowledge";
    }

    @Override
    public void add(String origin, List<URL> files) {
        Map<String, ArticleDraft> articles = new LinkedHashMap<>();
        for (URL url : files) {
            ContributedFile file = ContributedFile.read(url, ArticleFile.MAX_BYTES,
                    (name, reason) -> KarawattException.invalid(KnowledgeErrors.BAD_FILE, name, reason));
            articles.putAll(ArticleFile.read(file.name(), file.content()));
        }
        work.required(() -> articles.forEach((code, draft) -> knowledge.takeIn(code, draft, origin)));
    }

    @Override
    public void remove(String origin) {
        // articles stay: see above
    }
}
