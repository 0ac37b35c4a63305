package org.karawatt.desk.internal.service;

import java.net.URL;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.desk.api.ContactType;
import org.karawatt.desk.api.DeskErrors;
import org.karawatt.desk.internal.calc.TypeFile;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.osgi.service.component.annotations.Component;

/** The kinds of contacts that the bundles present bring below {@code KARAWATT-INF/contact}. Thread-safe. */
@Component(service = {ContributionHandler.class, Types.class})
public final class Types implements ContributionHandler {

    private final Map<String, List<ContactType>> byOrigin = new ConcurrentHashMap<>();

    @Override
    public String kind() {
        return "contact";
    }

    @Override
    public void add(String origin, List<URL> files) {
        List<ContactType> types = new ArrayList<>();
        for (URL url : files) {
            ContributedFile file = ContributedFile.read(url, TypeFile.MAX_BYTES,
                    (name, reason) -> KarawattException.invalid(DeskErrors.BAD_TYPES, name, reason));
            types.addAll(TypeFile.read(file.name(), file.content()));
        }
        byOrigin.put(origin, List.copyOf(types));
    }

    @Override
    public void remove(String origin) {
        byOrigin.remove(origin);
    }

    List<ContactType> all() {
        return byOrigin.values().stream().flatMap(List::stream).sorted(Comparator.comparing(ContactType::code)).toList();
    }

    Optional<ContactType> find(String code) {
        return all().stream().filter(type -> type.code().equals(code)).findFirst();
    }
}
