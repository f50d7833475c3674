-- evenhand in Neovim: put this file into a folder `lua/` of your configuration, and in `init.lua`
--
--     require("evenhand").setup({})
--
-- Settings are named as in `evenhand lsp --help`: setup({ settings = { minSeverity = "note" } }).

local M = {}

-- The languages that letters are written in, as Neovim calls them.
M.filetypes = { "markdown", "text", "pandoc", "quarto", "rmd" }

-- What vim.lsp is given. `options.cmd` names the program, `options.settings` the settings.
function M.config(options)
  options = options or {}
  return {
    name = "evenhand",
    cmd = options.cmd or { "evenhand", "lsp" },
    root_dir = vim.fn.getcwd(),
    init_options = options.settings,
    settings = { evenhand = options.settings or vim.empty_dict() },
    on_attach = options.on_attach,
  }
end

local started

-- Gives a buffer to the server, and starts that for the first one.
local function attach(options, buffer)
  if vim.lsp.start then
    vim.lsp.start(M.config(options), { bufnr = buffer })
    return
  end
  -- Before Neovim 0.8
  started = started or vim.lsp.start_client(M.config(options))
  if started then
    vim.lsp.buf_attach_client(buffer, started)
  end
end

function M.setup(options)
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("evenhand", {}),
    pattern = M.filetypes,
    callback = function(event)
      attach(options, event.buf)
    end,
  })
end

return M
