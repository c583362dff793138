// whisper.cpp's server, ended with whoever started it.
//
// The system closes our standard input when the parent process is gone, however it ended. Nothing is ever written to
// it, so the end of the input means exactly that. (whisper.cpp's `main` is renamed while it is compiled.)

#include <cstdio>
#include <cstdlib>
#include <thread>

int whisper_server_main(int argc, char ** argv);

int main(int argc, char ** argv) {
    std::thread([] {
        while (std::getchar() != EOF) {}
        std::_Exit(0);
    }).detach();
    return whisper_server_main(argc, argv);
}
