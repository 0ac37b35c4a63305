package org.karawatt.rest.internal.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.PrimitiveType;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.rest.api.Problem;
import org.karawatt.rest.internal.json.JsonMappers;

/** One OpenAPI 3 document of all resources that are served. */
final class OpenApiDocument {

    private static final String PROBLEM = "Problem";

    /** A resource class with the path below {@code /api} that its annotations continue. */
    record Part(String base, Class<?> type) {
    }

    private OpenApiDocument() {
    }

    /** Records of different modules may have the same simple name; the module makes it unique. */
    private static final class Names extends TypeNameResolver {

        private static final Set<String> DULL = Set.of("org", "com", "karawatt", "api", "spi", "internal", "java", "util", "lang");

        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            String module = List.of(type.getPackageName().split("\\.")).stream().filter(p -> !DULL.contains(p))
                    .map(p -> Character.toUpperCase(p.charAt(0)) + p.substring(1)).collect(Collectors.joining());
            String own = type.getName().substring(type.getName().lastIndexOf('.') + 1).replace("$", "");
            return type.getPackageName().startsWith("org.karawatt.kernel") || type.getPackageName().startsWith("java.") ? own
                    : own.startsWith(module) ? own : module + own;
        }
    }

    static synchronized byte[] write(List<Part> parts) {
        // swagger keeps its converters in one static place, which must not hold on to this bundle
        ModelResolver resolver = new ModelResolver(JsonMappers.create(), new Names());
        ModelConverters.getInstance().addConverter(resolver);
        PrimitiveType.customClasses().put(BillingMonth.class.getName(), PrimitiveType.STRING);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // the reader finds its parameter extension with the class loader of the thread
        thread.setContextClassLoader(Reader.class.getClassLoader());
        try {
            return Json.mapper().writeValueAsString(merged(parts)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the OpenAPI document", e);
        } finally {
            ModelConverters.getInstance().removeConverter(resolver);
            thread.setContextClassLoader(before);
        }
    }

    private static OpenAPI merged(List<Part> parts) {
        TreeMap<String, PathItem> paths = new TreeMap<>();
        TreeMap<String, Schema> schemas = new TreeMap<>();
        parts.stream().sorted(Comparator.comparing(p -> p.base() + p.type().getName())).forEach(part -> {
            OpenAPI one = new Reader(new OpenAPI()).read(Set.of(part.type()));
            if (one.getPaths() != null) {
                one.getPaths().forEach((path, item) -> paths.put("/api" + part.base()
                        + (path.startsWith("/") ? path : "/" + path), item));
            }
            if (one.getComponents() != null && one.getComponents().getSchemas() != null) {
                schemas.putAll(one.getComponents().getSchemas());
            }
        });
        ModelConverters.getInstance().readAll(Problem.class).forEach((name, schema) -> schemas.put(name.endsWith(PROBLEM) ? PROBLEM : name,
                schema));
        Paths all = new Paths();
        paths.forEach((path, item) -> {
            item.readOperations().forEach(OpenApiDocument::addProblem);
            all.addPathItem(path, item);
        });
        Components components = new Components()
                .addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                .addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(SecurityScheme.In.COOKIE)
                        .name("KWSESSION").description("With X-CSRF-Token on every request that changes something"));
        schemas.forEach(components::addSchemas);
        return new OpenAPI()
                .info(new Info().title("Karawatt").version("v1").description("Errors are problem details (RFC 9457) with a code. "
                        + "Texts come in Chinese or English by Accept-Language or ?lang=."))
                .servers(List.of(new Server().url("/")))
                .addSecurityItem(new SecurityRequirement().addList("basic"))
                .addSecurityItem(new SecurityRequirement().addList("session"))
                .paths(all)
                .components(components);
    }

    private static void addProblem(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        ApiResponse dull = operation.getResponses().getDefault();
        if (dull != null && operation.getResponses().size() == 1) {
            // swagger's name for "the method says nothing about its status"
            operation.getResponses().remove(ApiResponses.DEFAULT);
            operation.getResponses().addApiResponse("200", dull.description("OK"));
        }
        operation.getResponses().addApiResponse(ApiResponses.DEFAULT, new ApiResponse().description("Problem")
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(
                        new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }
}
