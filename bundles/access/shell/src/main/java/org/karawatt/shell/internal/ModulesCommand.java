package org.karawatt.shell.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.extension.Modules;
import org.karawatt.kernel.extension.Modules.Module;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** What is deployed, who provides what, and what waits for what. */
@Service
@Command(scope = "karawatt", name = "modules", description = "Lists the modules with their services")
public class ModulesCommand extends KarawattCommand {

    private record Row(String module, String service, int ranking, String used) {
    }

    @Option(name = "--services", aliases = "-s", description = "List the services that the modules provide")
    boolean services;

    @Override
    protected void run() {
        caller().require(Permissions.SYSTEM_READ);
        List<Module> modules = service(Modules.class).list();
        if (services && !isJson()) {
            List<Row> rows = modules.stream().flatMap(m -> m.services().stream().map(s -> new Row(m.name() + " " + m.version(),
                    s.service(), s.ranking(), s.used() ? "*" : ""))).toList();
            show(rows, new Table<Row>().column("Service", Row::service).column("Provider", Row::module).right("Ranking", Row::ranking)
                    .column("Used", Row::used));
        } else {
            show(modules, new Table<Module>().column("Floor", Module::floor).column("Module", Module::name)
                    .column("Version", Module::version).column("State", Module::state).right("Services", m -> m.services().size())
                    .column("Waits for", m -> m.missing().stream().map(Modules.Missing::needs).distinct()
                            .collect(Collectors.joining(", "))));
        }
    }
}
