package io.tinsmith.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments and where the help is; the whole help would push the message off the screen. */
final class UsagePrinter implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        if (args.length == 0) {
            line.usage(err);
            return ExitCodes.USAGE;
        }
        String message = String.valueOf(e.getMessage());
        err.println(line.getColorScheme().errorText(message));
        if (!UnmatchedArgumentException.printSuggestions(e, err) && !message.contains("\nMaybe")) {
            err.println("Maybe see: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCodes.USAGE;
    }
}
