package org.karawatt.knowledge.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
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
            String name = url.getPath().substring(url.getPath().lastIndexOf('/') + 1);
            try (InputStream in = url.openStream()) {
                articles.putAll(ArticleFile.read(name, in.readNBytes(ArticleFile.MAX_BYTES + 1)));
            } catch (IOException e) {
                throw KarawattException.invalid(KnowledgeErrors.BAD_FILE, name, e.toString());
            }
        }
        work.required(() -> articles.forEach((code, draft) -> knowledge.takeIn(code, draft, origin)));
    }

    @Override
    public void remove(String origin) {
        // articles stay: see above
    }
}
