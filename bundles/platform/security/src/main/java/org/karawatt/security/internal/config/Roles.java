package org.karawatt.security.internal.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.kernel.context.OfficeScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What roles mean: permissions by configuration, offices by the role's own name. Immutable. */
public final class Roles {

    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    private static final String PROPERTY = "role.";
    private static final String OFFICE = "office:";
    private static final Pattern PATH = Pattern.compile("/([\\w-]+/)*");

    private final Map<String, Set<String>> permissions = new HashMap<>();

    /** @param properties configuration; {@code role.<name>} is a list of permissions, as an array or separated by commas */
    public Roles(Map<String, Object> properties) {
        properties.forEach((name, value) -> {
            if (name.startsWith(PROPERTY)) {
                permissions.put(name.substring(PROPERTY.length()), list(value));
            }
        });
    }

    private static Set<String> list(Object value) {
        Stream<String> parts = value instanceof String[] array ? Arrays.stream(array) : Stream.of(String.valueOf(value));
        return parts.flatMap(p -> Arrays.stream(p.split(","))).map(String::strip).filter(p -> !p.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All that the roles permit together; an unknown role permits nothing. */
    public Set<String> permissions(Set<String> roles) {
        Set<String> all = new TreeSet<>();
        roles.forEach(role -> all.addAll(permissions.getOrDefault(role, Set.of())));
        return all;
    }

    /** The offices of the roles; everything for who has every permission, nothing for who has no office role. */
    public OfficeScope scope(Set<String> roles) {
        if (permissions(roles).contains("*")) {
            return OfficeScope.ALL;
        }
        Set<String> paths = new HashSet<>();
        for (String role : roles) {
            if (role.startsWith(OFFICE)) {
                String path = role.substring(OFFICE.length());
                path = path.endsWith("/") ? path : path + "/";
                if (PATH.matcher(path).matches()) {
                    paths.add(path);
                } else {
                    LOG.warn("Role {} does not name an office by its path and grants nothing", role);
                }
            }
        }
        return new OfficeScope(paths);
    }

    /** The roles without those that only name an office. */
    public static Set<String> named(Set<String> roles) {
        return roles.stream().filter(r -> !r.startsWith(OFFICE)).collect(Collectors.toCollection(TreeSet::new));
    }
}
