#include "app/indented_stream.hpp"

#include <streambuf>
#include <string>
#include <string_view>

namespace atl::app {

class IndentedStream::Buffer : public std::streambuf {
  public:
    explicit Buffer(std::ostream& target) : target_(target) {}

  protected:
    int_type overflow(int_type character) override
    {
        if (character != traits_type::eof()) {
            char const c = traits_type::to_char_type(character);
            xsputn(&c, 1);
        }
        return target_.good() ? 0 : traits_type::eof();
    }

    std::streamsize xsputn(char const* text, std::streamsize size) override
    {
        for (char const c : std::string_view{text, static_cast<std::size_t>(size)}) {
            in_text_ ? add_in_text(c) : add(c);
        }
        target_ << out_;
        out_.clear();
        return target_.good() ? size : 0;
    }

  private:
    void add_in_text(char c)
    {
        out_ += c;
        in_text_ = escaped_ || c != '"';
        escaped_ = !escaped_ && c == '\\';
    }

    void add(char c)
    {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            return;
        }
        bool const closes = c == '}' || c == ']';
        depth_ -= closes ? 1 : 0;
        if (opened_ != closes) {  // nothing stands between the brackets of what is empty
            begin_line();
        }
        opened_ = c == '{' || c == '[';
        depth_ += opened_ ? 1 : 0;
        out_ += c;
        in_text_ = c == '"';
        if (c == ',') {
            begin_line();
        } else if (c == ':') {
            out_ += ' ';
        } else if (closes && depth_ == 0) {
            out_ += '\n';
        }
    }

    void begin_line()
    {
        out_ += '\n';
        out_.append(2 * depth_, ' ');
    }

    std::ostream& target_;
    std::string out_;
    std::size_t depth_{0};
    bool opened_{false};  ///< The last character was an opening bracket.
    bool in_text_{false};
    bool escaped_{false};
};

IndentedStream::IndentedStream(std::ostream& target)
    : std::ostream(nullptr), buffer_(std::make_unique<Buffer>(target))
{
    rdbuf(buffer_.get());
}

IndentedStream::~IndentedStream() = default;

}  // namespace atl::app
