package org.karawatt.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.karawatt.persistence.store.Dialect;

/** The machinery of {@link OnEachDatabase}. */
final class EachDatabase implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String chosen = System.getProperty("karawatt.test.databases", "");
        return Arrays.stream(Dialect.values())
                .filter(dialect -> chosen.isEmpty() || List.of(chosen.split(",")).contains(dialect.name()))
                .map(Run::new);
    }

    private record Run(Dialect dialect) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return dialect.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Fixture(dialect));
        }
    }

    private static final class Fixture implements ParameterResolver, AfterEachCallback {
        private final Dialect dialect;
        private TestDatabase database;

        private Fixture(Dialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (database == null) {
                database = TestDatabase.start(dialect);
            }
            return database;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (database != null) {
                database.close();
            }
        }
    }
}
