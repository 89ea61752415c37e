using System.Globalization;
using System.Text.Json;

namespace LivePose.Pose.Evaluate;

/// <summary>Walks a JSON file once, token by token, and says in one sentence what does not fit and where.</summary>
internal ref struct JsonCursor
{
    private readonly string _file;
    private readonly ReadOnlySpan<byte> _data;
    private Utf8JsonReader _reader;

    /// <summary>Stands on the first token of the file.</summary>
    public JsonCursor(string file, ReadOnlySpan<byte> data)
    {
        _file = file;
        _data = data.StartsWith("\uFEFF"u8) ? data[3..] : data;
        _reader = new Utf8JsonReader(_data);
        Read();
    }

    /// <summary>What the numbers read now belong to, for messages: "annotation", "result", ...</summary>
    public string Entity { get; set; } = "";

    /// <summary>Index of the entity in its list.</summary>
    public int Index { get; set; }

    /// <summary>Id of the entity, once read.</summary>
    public long? Id { get; set; }

    /// <summary>Type of the current token.</summary>
    public readonly JsonTokenType Token => _reader.TokenType;

    /// <summary>Bytes of the file up to here.</summary>
    public readonly long Consumed => _reader.BytesConsumed;

    /// <summary>True when the current property has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>Steps to the next token.</summary>
    public void Read()
    {
        try
        {
            if (!_reader.Read())
            {
                throw Fail("the file ends here");
            }
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }
    }

    /// <summary>Skips the value of the current property.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }
    }

    /// <summary>Steps to the next property of an object, and false at its end.</summary>
    public bool NextProperty()
    {
        Read();
        return Token == JsonTokenType.PropertyName;
    }

    /// <summary>Steps into the value of the current property, which must be a list.</summary>
    public void EnterList(string what)
    {
        Read();
        if (Token != JsonTokenType.StartArray)
        {
            throw Fail($"'{what}' is {Describe()}; it must be a list");
        }
    }

    /// <summary>Steps to the next object of a list, and false at its end.</summary>
    public bool NextObject(string entity, int index)
    {
        Entity = entity;
        Index = index;
        Id = null;
        Read();
        if (Token == JsonTokenType.EndArray)
        {
            return false;
        }

        return Token == JsonTokenType.StartObject ? true : throw Fail($"is {Describe()}; it must be an object");
    }

    /// <summary>The value of the current property as a whole number.</summary>
    public long Int64(string what)
    {
        Read();
        return Token == JsonTokenType.Number && _reader.TryGetInt64(out long value)
            ? value
            : throw Fail($"'{what}' is {Describe()}; it must be a whole number");
    }

    /// <summary>The value of the current property as a finite number.</summary>
    public double Double(string what)
    {
        Read();
        return Number(what);
    }

    /// <summary>The value of the current property as text.</summary>
    public string String(string what)
    {
        Read();
        try
        {
            return Token == JsonTokenType.String ? _reader.GetString()! : throw Fail($"'{what}' is {Describe()}; it must be text");
        }
        catch (InvalidOperationException)
        {
            throw Fail($"'{what}' is not valid UTF-8 text");
        }
    }

    /// <summary>The value of the current property as yes or no: true, false, 1 or 0.</summary>
    public bool Flag(string what)
    {
        Read();
        return Token switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => Number(what) != 0,
            _ => throw Fail($"'{what}' is {Describe()}; it must be 0, 1, true or false"),
        };
    }

    /// <summary>Appends the value of the current property, a list of finite numbers; lists inside it are read as one.</summary>
    public void Doubles(string what, List<double> numbers)
    {
        EnterList(what);
        try
        {
            for (int depth = 1; depth > 0;)
            {
                if (!_reader.Read())
                {
                    throw Fail("the file ends here");
                }

                switch (Token)
                {
                    case JsonTokenType.StartArray:
                        depth++;
                        break;
                    case JsonTokenType.EndArray:
                        depth--;
                        break;
                    default:
                        numbers.Add(Number(what));
                        break;
                }
            }
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }
    }

    /// <summary>The error to throw for the current entity.</summary>
    public readonly InvalidDataException Fail(string what)
    {
        string where = Entity.Length == 0 ? "" : Id is long id
            ? string.Create(CultureInfo.InvariantCulture, $"{Entity} {id}: ")
            : string.Create(CultureInfo.InvariantCulture, $"{Entity} at index {Index}: ");
        return new InvalidDataException($"{_file}: {where}{what}.");
    }

    private double Number(string what)
    {
        if (Token != JsonTokenType.Number)
        {
            throw Fail($"'{what}' holds {Describe()} where a number is expected");
        }

        double value = JsonNumber.Read(ref _reader);
        return double.IsFinite(value) ? value : throw Fail($"'{what}' holds a number that is too large");
    }

    private readonly string Describe() => Token switch
    {
        JsonTokenType.Null => "null",
        JsonTokenType.String => "text",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.Number => "a number with decimals or too many digits",
        _ => "the end of a list or object",
    };

    /// <summary>Python writes NaN and Infinity, which JSON does not have; anything else is a broken or cut file.</summary>
    private readonly InvalidDataException Malformed(JsonException e)
    {
        ReadOnlySpan<byte> rest = _data[(int)Math.Min(_reader.BytesConsumed, _data.Length)..].TrimStart(" \t\r\n:,"u8);
        if (rest.StartsWith("NaN"u8) || rest.StartsWith("Infinity"u8) || rest.StartsWith("-Infinity"u8))
        {
            return Fail($"holds {(rest[0] == (byte)'N' ? "NaN" : "Infinity")} where a finite number is expected");
        }

        bool closed = _data.TrimEnd(" \t\r\n"u8) is [.., (byte)'}' or (byte)']'];
        return rest.IsEmpty || !closed
            ? Fail("the file ends in the middle of the data; it was cut short")
            : Fail(string.Create(CultureInfo.InvariantCulture, $"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}"));
    }
}
